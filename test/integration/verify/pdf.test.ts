import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Installation } from '../../../src-main/engine/ports.ts';
import { openInstallation } from '../../../src-main/journal/installation.ts';
import { sha256 } from '../../../src-main/journal/sha256.ts';
import { PdfFile } from '../../../src-main/verify/pdf-file.ts';
import { checkPdfSignature } from '../../../src-main/verify/pdf-signature.ts';
import { verifyPath } from '../../../src-main/verify/verify-path.ts';
import { verifyPdf } from '../../../src-main/verify/verify-pdf.ts';
import { tempFolder } from '../journal/fixture.ts';
import type { Attached } from './pdf-fixture.ts';
import { attachmentsOf, pdfsig, sign, unsignedPdf } from './pdf-fixture.ts';
import { makeRun } from './run-fixture.ts';
import type { MadeRun } from './run-fixture.ts';

let installation: Installation;
let other: Installation;
let dataFolder: string;
beforeAll(async () => {
  dataFolder = tempFolder();
  installation = await openInstallation(dataFolder, 'test-host', Date.UTC(2026, 10, 21));
  other = await openInstallation(tempFolder(), 'other-host', Date.UTC(2026, 10, 21));
});

async function report(run: MadeRun, attached = attachmentsOf(run)): Promise<Buffer> {
  return sign(await unsignedPdf(attached), installation);
}

/** The problems of a PDF, in their order. */
async function problemsOf(pdf: Buffer): Promise<readonly string[]> {
  const folder = tempFolder();
  const path = join(folder, 'report.pdf');
  writeFileSync(path, pdf);
  const { ok, problems } = await verifyPath(path);
  expect(ok).toBe(problems.length === 0);
  return problems.map(({ record, what }) => (record === null ? what : `${record}: ${what}`));
}

test('a signed report verifies, and pdfsig says the same', async () => {
  const run = await makeRun(installation);
  const pdf = await report(run);
  const path = join(run.folder, 'report.pdf');
  writeFileSync(path, pdf);
  const fingerprint = installation.certificateFingerprint;
  const verified = {
    ok: true,
    kind: 'pdf',
    head: run.records.at(-1)!.hash,
    records: 11,
    signer: { fingerprint, subject: 'CN=Drillbook installation test-host, O=Drillbook' },
    problems: [],
  };
  expect(await verifyPath(path)).toEqual({
    ...verified,
    notes: [
      `This proves consistency, not origin: get the signer’s fingerprint another way and give it as --signer: here it is ${fingerprint}.`,
    ],
  });
  const openssl = new X509Certificate(readFileSync(join(dataFolder, 'installation/certificate.pem'))).fingerprint256;
  expect(await verifyPath(path, { signer: openssl })).toEqual({ ...verified, notes: [] });
  expect((await verifyPath(path, { signer: other.certificateFingerprint })).problems).toEqual([
    { record: null, what: `It is signed by ${fingerprint}, and not by ${other.certificateFingerprint}.` },
  ]);
  expect(pdfsig(run.folder, pdf)).toBe('Signature is Valid.');
});

/** Numbers that look random and are the same each time. */
function numbers(count: number, below: number): readonly number[] {
  let state = 20261121;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  });
}

function flipped(pdf: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(pdf);
  copy[at]! ^= 1 << bit;
  return copy;
}

test('a byte that is changed anywhere in the file is found', async () => {
  const pdf = await report(await makeRun(installation));
  const gap = pdf.indexOf('/Contents <') + '/Contents '.length;
  const everyPlace = [
    ...numbers(250, pdf.length),
    ...Array.from({ length: 12 }, (_, n) => n),
    ...[gap, gap + 1, gap + 20, gap + 3000, gap + 20_000, gap + 32_768, gap + 32_769, gap + 32_770],
    ...Array.from({ length: 24 }, (_, n) => pdf.indexOf('/ByteRange') + n),
    ...Array.from({ length: 60 }, (_, n) => pdf.lastIndexOf('trailer') + n),
    ...Array.from({ length: 30 }, (_, n) => pdf.lastIndexOf('xref\n', pdf.lastIndexOf('trailer')) + n),
    ...Array.from({ length: 16 }, (_, n) => pdf.length - 1 - n),
  ];
  const missed: number[] = [];
  for (const [n, at] of everyPlace.entries()) {
    const { problems } = await verifyPdf(flipped(pdf, at, n % 8));
    if (problems.length === 0) missed.push(at);
  }
  expect(missed).toEqual([]);
});

test('every changed bit of the signature itself is found', async () => {
  const pdf = await report(await makeRun(installation), []);
  const gap = pdf.indexOf('/Contents <') + '/Contents '.length;
  const end = gap + 1 + 2 * (Number.parseInt(pdf.toString('latin1', gap + 5, gap + 9), 16) + 4);
  const missed: string[] = [];
  // A few zeros of the padding too; each is compared the same way.
  for (let at = gap; at < end + 16; at += 1) {
    for (const bit of at % 2 === 0 ? [0, 5] : [1, 2]) {
      const found = checkPdfSignature(new PdfFile(flipped(pdf, at, bit)));
      if ('certificate' in found && sha256(found.certificate.raw) === installation.certificateFingerprint)
        missed.push(`${at} ${bit}`);
    }
  }
  expect(missed).toEqual([]);
});

const changed = 'The PDF’s signature does not hold: the file was changed after it was signed.';

/** A place in the middle of the n-th stream, from 0: pages and attachments in turn. */
function inStream(pdf: Buffer, n: number): number {
  let start = -1;
  for (let found = 0; found <= n; found += 1) start = pdf.indexOf('\nstream\n', start + 1);
  return Math.floor((start + 8 + pdf.indexOf('\nendstream', start)) / 2);
}

test('the page or the attachment that was changed is named, and pdfsig says the same of the file', async () => {
  const run = await makeRun(installation);
  const pdf = await report(run);
  const streams = 3 + attachmentsOf(run).length;
  const named: (string | undefined)[] = [];
  for (let n = 0; n < streams; n += 1) {
    const damaged = flipped(pdf, inStream(pdf, n), 4);
    const problems = await problemsOf(damaged);
    expect(problems.at(-1)).toBe(changed);
    expect(pdfsig(tempFolder(), damaged)).toBe('Digest Mismatch.');
    named.push(/Page \d|\w+\.json\w*|recordings|evidence/.exec(problems[0] ?? '')?.[0]);
  }
  expect(named.toSorted()).toEqual([
    'Page 1',
    'Page 2',
    'Page 3',
    'drillbook.json',
    'evidence',
    'journal.jsonl',
    'plan.json',
    'recordings',
  ]);
});

function increment(pdf: Buffer): Buffer {
  // What an editor appends: a new version of an object, and a table that leads to it.
  const start = /startxref\s+(\d+)/.exec(pdf.toString('latin1', pdf.length - 40))![1]!;
  const root = /\/Root (\d+ \d+ R)/.exec(pdf.toString('latin1'))![1]!;
  const object = '\n900 0 obj\n(added)\nendobj\n';
  const table = `xref\n900 1\n${String(pdf.length + 1).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 901 /Root ${root} /Prev ${start} >>\n`;
  const added = `${object}${table}startxref\n${pdf.length + object.length}\n%%EOF`;
  return Buffer.concat([pdf, Buffer.from(added)]);
}

type Change = (pdf: Buffer, run: MadeRun) => Buffer | Promise<Buffer>;
const unreadable = /^The PDF cannot be read, so its signature does not hold: /;
const files: readonly (readonly [string, Change, string | RegExp])[] = [
  [
    'no signature at all',
    (_, run) => unsignedPdf(attachmentsOf(run)),
    'The PDF’s signature does not hold: there is none.',
  ],
  ['something appended', (pdf) => Buffer.concat([pdf, Buffer.from('\n% more')]), unreadable],
  [
    'a line end appended',
    (pdf) => Buffer.concat([pdf, Buffer.from('\n')]),
    /: it covers the first \d+ bytes: 1 were added later\.$/,
  ],
  ['an incremental update', increment, /: it covers the first \d+ bytes: \d+ were added later\.$/],
  ['a cut file', (pdf) => pdf.subarray(0, pdf.length - 1), unreadable],
  ['half a file', (pdf) => pdf.subarray(0, pdf.length / 2), unreadable],
  ['the header alone', (pdf) => pdf.subarray(0, 8), unreadable],
  ['no byte', () => Buffer.alloc(0), 'The file is no PDF: it does not begin with %PDF-.'],
  ['zeros', () => Buffer.alloc(1_000_000), 'The file is no PDF: it does not begin with %PDF-.'],
  ['an archive', () => Buffer.from('PK\u0003\u0004'), /^Archives cannot be looked into/],
  [
    'a table that leads to itself',
    () => Buffer.from('%PDF-1.7\nxref\ntrailer\n<< /Prev 9 >>\nstartxref\n9\n%%EOF'),
    /: its cross-reference tables form a circle\.$/,
  ],
  [
    'an array without an end',
    () => Buffer.from(`%PDF-1.7\nxref\ntrailer\n${'['.repeat(200_000)}\nstartxref\n9\n%%EOF`),
    unreadable,
  ],
  [
    'a countersignature',
    (pdf) => sign(pdf, other),
    /^1: The PDF is signed with the certificate [0-9a-f]{64}, and the journal names /,
  ],
  [
    'another installation’s signature',
    async (_, run) => sign(await unsignedPdf(attachmentsOf(run)), other),
    /^1: The PDF is signed with the certificate/,
  ],
];

test.each(files)('%s is found', async (_, change, what) => {
  const run = await makeRun(installation);
  const [first] = await problemsOf(await change(await report(run), run));
  expect(first).toMatch(what);
});

const without = (name: string) => (attached: readonly Attached[]) =>
  attached.filter((one) => !one.name.startsWith(name));
const contents: readonly (readonly [
  string,
  (attached: readonly Attached[]) => readonly Attached[],
  readonly (string | RegExp)[],
])[] = [
  [
    'nothing attached',
    () => [],
    [
      'plan.json is missing.',
      'journal.jsonl is missing.',
      'drillbook.json is not attached: this is no report of Drillbook, or was made anew.',
    ],
  ],
  ['no recording', without('recordings/'), ['5: recordings/activate.role.1.app.cast: the file is missing.']],
  ['no evidence', without('evidence/'), [/^8: evidence\/[0-9a-f]{64}\.png: the file is missing\.$/]],
  [
    'a bomb for a recording',
    (attached) =>
      attached.map((one) => (one.name.startsWith('rec') ? { ...one, bytes: Buffer.alloc(50_000_000) } : one)),
    [/^5: recordings\/.*: the file is longer than the \d+ bytes recorded\.$/],
  ],
  [
    'a bomb for a manifest',
    (attached) => [...without('drillbook')(attached), { name: 'drillbook.json', bytes: Buffer.alloc(50_000_000, ' ') }],
    ['drillbook.json cannot be read: it is larger than 4194304 bytes.'],
  ],
  [
    'no JSON for a manifest',
    (attached) => [...without('drillbook')(attached), { name: 'drillbook.json', bytes: Buffer.from('{') }],
    ['drillbook.json is not JSON.'],
  ],
];

test.each(contents)('a report with %s is found, though its signature holds', async (_, change, what) => {
  const run = await makeRun(installation);
  const problems = await problemsOf(await report(run, change(attachmentsOf(run))));
  expect(problems).toEqual(what.map((one): unknown => (typeof one === 'string' ? one : expect.stringMatching(one))));
});

test('a manifest that says something else than the journal is found', async () => {
  const run = await makeRun(installation);
  const said = { head: sha256('x'), records: 12, runId: 'another', planHash: sha256('y') };
  const { hash: head, seq } = run.records.at(-1)!;
  expect(await problemsOf(await report(run, attachmentsOf(run, said)))).toEqual([
    `drillbook.json: its run is "another", the journal’s "${run.runId}".`,
    `drillbook.json: its plan hash is "${said.planHash}", the journal’s "${run.records[0]!.prev}".`,
    `drillbook.json: its head is "${said.head}", the journal’s "${head}".`,
    `drillbook.json: its number of records is 12, the journal’s ${seq}.`,
  ]);
});

test('a recording that the report says it left out is no fault, if it says the same as the journal', async () => {
  const run = await makeRun(installation);
  const ended = run.records.find(({ type }) => type === 'attempt-ended');
  const recording = ended?.type === 'attempt-ended' ? ended.data.recording! : undefined;
  const leaveOut = async (said: object): Promise<Awaited<ReturnType<typeof verifyPdf>>> =>
    verifyPdf(
      await report(run, without('recordings/')(attachmentsOf(run, { notAttached: [{ ...recording, ...said }] }))),
    );
  const { problems, notes } = await leaveOut({});
  expect({ problems, notes }).toEqual({
    problems: [],
    notes: ['recordings/activate.role.1.app.cast is not attached; the run folder has it.'],
  });
  expect((await leaveOut({ bytes: 7 })).problems).toEqual([
    { record: 5, what: 'recordings/activate.role.1.app.cast: the file is missing.' },
  ]);
});
