import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderHtml } from '../../../src-main/report/render-html.ts';
import { renderPdf } from '../../../src-main/report/render-pdf.ts';
import type { Lang } from '../../../src-shared/run/acceptance.ts';
import { outageRun } from './outage-run.ts';
import { testInstallation } from './test-certificate.ts';

const call = promisify(execFile);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drillbook-outage-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const run = outageRun();

/** The text of the pages that the section stands on. */
async function sectionOf(lang: Lang, title: string): Promise<string> {
  const pdf = renderPdf(run.report(lang), run.plan, { attachments: [], installation: testInstallation(), size: 'A4' });
  const path = join(process.env['KEEP_PDF'] ?? folder, `outage-${lang}.pdf`);
  await writeFile(path, pdf.chunks);
  const { stdout } = await call('pdftotext', ['-layout', path, '-'], { maxBuffer: 64 * 1024 * 1024 });
  const page = stdout.split('\f').findLast((text) => text.includes(title));
  return (page ?? '').replaceAll(/\s+/g, ' ');
}

test('RUN-63: the model says the length of each outage, its uncertainty, and what was not measured', () => {
  const seen = run.report().outage?.probes.map(({ id, gaps, longestMs, totalMs, notMeasuredMs, is }) => ({
    id,
    is,
    gaps: gaps.map(({ ms, uncertainMs, startSeen, endSeen }) => [ms, uncertainMs, startSeen, endSeen]),
    totals: [longestMs, totalMs, notMeasuredMs],
  }));
  expect(seen).toEqual([
    {
      id: 'sip',
      is: 'up',
      gaps: [
        [126_003, 2003, true, true],
        [8003, 2003, true, true],
      ],
      totals: [126_003, 134_006, 0],
    },
    { id: 'web', is: 'up', gaps: [[105_000, 5000, true, false]], totals: [105_000, 105_000, 25_000] },
    { id: 'dns', is: 'up', gaps: [], totals: [0, 0, 0] },
  ]);
});

test('the section in the PDF names each outage, in English and in Italian', async () => {
  const [en, it] = [
    await sectionOf('en', 'Outage as customers saw it'),
    await sectionOf('it', 'Interruzione vista dai clienti'),
  ];
  for (const words of [
    '2 min 6 s',
    '2 outages, together 2 min 14 s',
    'within 45 min',
    'at least 1 min 45 s',
    '± 5 s',
    '± 5 s; its end was not',
    'No outage',
  ])
    expect(en).toContain(words);
  for (const words of [
    '2 interruzioni, in tutto 2 min 14 s',
    'entro 45 min',
    'almeno 1 min 45 s',
    'nessuna interruzione vista',
  ])
    expect(it).toContain(words);
});

test('before and after hold the probes beside the values, with what is different', () => {
  expect(run.report().compare).toEqual([
    { title: 'Active node', host: 'voice-c', before: 'standby', after: 'active', changed: true },
    { title: 'Calls can be set up', host: 'probe', before: 'answers', after: 'answers', changed: false },
    {
      title: 'The web console of the operators answers on its service name',
      host: 'probe',
      before: 'answers',
      after: 'answers',
      changed: false,
    },
    { title: 'The name is known', host: 'probe', before: 'answers', after: 'answers', changed: false },
  ]);
});

test('the HTML draws the meter, and says the same in words', () => {
  const html = renderHtml(run.report(), run.plan);
  expect(html.match(/class="meter"/g)).toHaveLength(3);
  expect(html).toContain('aria-label="Calls can be set up: 2 outages, together 2 min 14 s"');
});

test('the cover says the longest outage, and that not all was measured', () => {
  expect([run.report().outcome.support, run.report('it').outcome.support]).toEqual([
    ['Longest outage 2 min 6 s: Calls can be set up (as far as it was measured)'],
    ['Interruzione più lunga 2 min 6 s: Calls can be set up (per quanto misurato)'],
  ]);
});
