import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachmentOf } from '../../../src-main/report/attachments.ts';
import { OpaqueRows } from '../../../src-main/report/photo/opaque-rows.ts';
import { seenSize } from '../../../src-main/report/photo/photo.ts';
import { readPhotos } from '../../../src-main/report/photo/read-photos.ts';
import { renderPdf } from '../../../src-main/report/render-pdf.ts';
import type { EvidenceRef } from '../../../src-shared/run/facts.ts';
import { jpegs, pngOf, turnedJpeg } from './sample-photos.ts';
import { form, samplePlan, sha256 } from './sample-plan.ts';
import { operator, SampleRun } from './sample-run.ts';

const call = promisify(execFile);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drillbook-photos-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const fileOf = (name: string, bytes: Buffer): EvidenceRef => ({
  file: `evidence/${sha256(bytes)}${name.slice(name.lastIndexOf('.'))}`,
  name,
  bytes: bytes.length,
  sha256: sha256(bytes),
});

const rgba = pngOf({ width: 30, height: 20, bits: 8, colorType: 6 });
const cases: readonly (readonly [name: string, bytes: Buffer, found: string])[] = [
  ['colours.jpg', jpegs.rgb, '24x16'],
  ['grey.jpg', jpegs.gray, '16x16'],
  ['upright.jpg', turnedJpeg(jpegs.rgb, 6), '16x24'],
  ['named.png', turnedJpeg(jpegs.rgb, 3), '24x16'],
  ['print.jpg', jpegs.cmyk, 'kind'],
  ['cut.jpg', jpegs.rgb.subarray(0, 200), 'broken'],
  ['no-turn.jpg', turnedJpeg(jpegs.rgb, 77), '24x16'],
  ['rgb.png', pngOf({ width: 30, height: 20, bits: 8, colorType: 2 }), '30x20'],
  ['grey.png', pngOf({ width: 30, height: 20, bits: 1, colorType: 0 }), '30x20'],
  ['palette.png', pngOf({ width: 30, height: 20, bits: 2, colorType: 3 }), '30x20'],
  ['alpha.png', rgba, '30x20'],
  ['grey-alpha.png', pngOf({ width: 30, height: 20, bits: 8, colorType: 4 }), '30x20'],
  ['deep.png', pngOf({ width: 30, height: 20, bits: 16, colorType: 2 }), 'kind'],
  ['interlaced.png', pngOf({ width: 30, height: 20, bits: 8, colorType: 2, interlaced: true }), 'kind'],
  ['cut.png', rgba.subarray(0, -20), 'broken'],
  ['flipped.png', Buffer.concat([rgba.subarray(0, 50), Buffer.from([1]), rgba.subarray(51)]), 'broken'],
  ['short.png', pngOf({ width: 30, height: 20, bits: 8, colorType: 2, rows: Buffer.alloc(91) }), 'broken'],
  ['long.png', pngOf({ width: 2, height: 2, bits: 8, colorType: 2, rows: Buffer.alloc(5_000_000) }), 'broken'],
  ['huge.png', pngOf({ width: 60_000, height: 60_000, bits: 8, colorType: 2, rows: Buffer.alloc(9) }), 'large'],
  ['nothing.png', Buffer.alloc(0), ''],
  ['telephone.heic', Buffer.from('0000001c6674797068656963', 'hex'), 'kind'],
  ['page.webp', Buffer.from('RIFF\u0001\u0001\u0001\u0001WEBP', 'latin1'), 'kind'],
  ['note.txt', Buffer.from('seen\n'), ''],
];

test('what can be drawn of a file, and why not', async () => {
  const files = cases.map(([name, bytes]) => fileOf(name, bytes));
  const attached = cases.map(([, bytes], at) => attachmentOf(files[at]?.file ?? '', bytes));
  const photos = await readPhotos(
    files.map((file) => ({ file })),
    attached,
  );
  const found = files.map(({ file }) => {
    const photo = photos.get(file);
    return photo === undefined || typeof photo === 'string' ? (photo ?? '') : seenSize(photo).join('x');
  });
  expect(cases.map(([name], at) => [name, found[at]])).toEqual(cases.map(([name, , wanted]) => [name, wanted]));
});

test('a file that is no longer what the record names is not drawn', async () => {
  const file = fileOf('colours.jpg', jpegs.rgb);
  const photos = await readPhotos([{ file }], [attachmentOf(file.file, jpegs.gray)]);
  expect(photos.get(file.file)).toBe('broken');
});

test('pictures stand with their case, or in the register, with name and hash; bad ones are named, and break nothing', async () => {
  const baseline = 'accept/baseline@voice-c';
  const plan = samplePlan({ forms: [form(baseline, 'Baseline configuration, Voice C', 1, 'voice-c')] });
  const files = cases.map(([name, bytes]) => fileOf(name, bytes));
  const run = new SampleRun(plan).start();
  run.add('step-confirmed', {
    step: 'activate/press' as never,
    by: operator,
    answers: {},
    evidence: files.slice(0, 1),
    scripted: false,
  });
  run.verdict(`${baseline}/g1/c1`, 'PASS', { evidence: files });
  const attachments = cases.map(([, bytes], at) => attachmentOf(files[at]?.file ?? '', bytes));
  const model = run.report();
  const photos = await readPhotos(model.evidence, attachments);
  const path = join(folder, 'photos.pdf');
  await writeFile(path, renderPdf(model, plan, { attachments, photos }).chunks);
  const check = await call('qpdf', ['--check', path]);
  const drawn = (await call('pdfimages', ['-list', path])).stdout.trim().split('\n').slice(2);
  const objects = new Set(drawn.map((line) => line.trim().split(/\s+/)[10]));
  const text = (await call('pdftotext', ['-layout', path, '-'])).stdout;
  const good = cases.filter(([, , found]) => found.includes('x')).length;
  expect([check.stderr, drawn.length, objects.size]).toEqual(['', good + 1, good]);
  expect(text).toContain('E-001 · colours.jpg · 307 B');
  expect(text).toContain(`sha256 ${sha256(jpegs.rgb).slice(0, 4)} ${sha256(jpegs.rgb).slice(4, 8)}`);
  expect(text).toMatch(/cut\.jpg[^]*attached, not drawn: it cannot be read as a picture/);
  expect(text).toMatch(/Evidence +E-024 · colours\.jpg/);
});

test.each([
  [0, [0, 100, 150, 200, 128, 10, 20, 30, 0]],
  [1, [1, 100, 150, 200, 128, 166, 126, 86, 128]],
  [2, [2, 100, 150, 200, 128, 10, 20, 30, 0]],
  [4, [4, 100, 150, 200, 128, 166, 126, 86, 128]],
])('a row with alpha, filter %d, stands on white without it', (_, row) => {
  const rows = new OpaqueRows(2, 4);
  // Half through 100 on white is 177; nothing of the second pixel is left.
  const [red, green, blue] = [177, 202, 227];
  const parts = [Buffer.from(row.slice(0, 4)), Buffer.from(row.slice(4))];
  expect(parts.flatMap((part) => [...rows.of(part)].map((out) => [...out]))).toEqual([
    [1, red, green, blue, 255 - red, 255 - green, 255 - blue],
  ]);
});
