import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import PDFDocument from 'pdfkit';
import type { Installation } from '../../../src-main/engine/ports.ts';
import type { MadeRun } from './run-fixture.ts';

export interface Attached {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a report of the run attaches, in its order. */
export function attachmentsOf(run: MadeRun, manifest: Record<string, unknown> = {}): readonly Attached[] {
  const last = run.records.at(-1)!;
  const [first] = run.records;
  const about = {
    format: 1,
    runId: run.runId,
    planHash: first!.prev,
    head: last.hash,
    records: run.records.length,
    report: { lang: 'en', generatedAt: '2026-11-21T04:00:00.000Z' },
    notAttached: [],
    ...manifest,
  };
  const folder = (part: string): readonly string[] =>
    readdirSync(join(run.folder, part)).map((name) => `${part}/${name}`);
  return [
    ...['plan.json', 'journal.jsonl', ...folder('recordings'), ...folder('evidence')].map((name) => ({
      name,
      bytes: readFileSync(join(run.folder, name)),
    })),
    { name: 'drillbook.json', bytes: Buffer.from(JSON.stringify(about)) },
  ];
}

/** Three pages of text and the attachments, not signed. */
export async function unsignedPdf(attached: readonly Attached[]): Promise<Buffer> {
  const doc = new PDFDocument({ pdfVersion: '1.7', info: { Title: 'Report' } });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => doc.on('end', resolve));
  for (const text of ['Cover', 'Result forms', 'Integrity']) {
    if (text !== 'Cover') doc.addPage();
    doc.text(`${text} `.repeat(60));
  }
  for (const { name, bytes } of attached) doc.file(Buffer.from(bytes), { name });
  doc.end();
  await ended;
  return Buffer.concat(parts);
}

/** Signed by the installation, the way reports are. */
export async function sign(pdf: Buffer, installation: Installation): Promise<Buffer> {
  const { bytes, passphrase } = installation.p12();
  const fields = { reason: 'Report', contactInfo: '', name: 'Drillbook', location: '' };
  const pdfBuffer = plainAddPlaceholder({ pdfBuffer: pdf, ...fields, signatureLength: 16_384 });
  return new SignPdf().sign(pdfBuffer, new P12Signer(bytes, { passphrase }));
}

/** What poppler says of the PDF's signature. */
export function pdfsig(folder: string, pdf: Uint8Array): string {
  const file = join(folder, 'checked.pdf');
  writeFileSync(file, pdf);
  const database = join(folder, 'nss');
  const commands = 'mkdir -p "$1"; certutil -N -d "sql:$1" --empty-password; pdfsig -nssdir "sql:$1" "$2" 2>&1 || :';
  const run = execFileSync('sh', ['-c', commands, 'sh', database, file]).toString();
  return /Signature Validation: (.*)/.exec(run)?.[1] ?? 'no signature';
}
