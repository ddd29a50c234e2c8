import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderPdf } from '../../../src-main/report/render-pdf.ts';
import { form, samplePlan } from './sample-plan.ts';
import { SampleRun } from './sample-run.ts';

const call = promisify(execFile);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drillbook-texts-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function pagesOf(run: SampleRun): Promise<readonly string[]> {
  const path = join(folder, 'report.pdf');
  await writeFile(path, renderPdf(run.report(), run.plan, { attachments: [] }).chunks);
  const { stdout } = await call('pdftotext', ['-layout', path, '-']);
  return stdout.split('\f').slice(0, -1);
}

const baseline = 'accept/baseline@voice-c';

test('a cover is one page, however much it has to say; what is left out is said, and where it stands', async () => {
  const long = 'Baseline configuration of a server with a name that goes on and on over several lines of the page';
  const forms = [1, 2].map((at) => form(`accept/f${at}`, `${long} ${at}, ${long}`, 1));
  const title = `${long}, and a title that takes what is left of it`;
  const pages = await pagesOf(new SampleRun(samplePlan({ forms, title })).start());
  const [cover = '', next = ''] = pages;
  const final = /… all of it stands on the final page, p. (\d+)/.exec(cover)?.[1];
  expect([
    /^ *Written +21 Nov 2026/m.test(cover),
    cover.includes('This report is not final.'),
    pages[Number(final) - 1]?.includes('Tester and witness affirm the contents'),
    /^ *Contents$/m.test(next),
  ]).toEqual([true, true, true, true]);
});

test('other scripts are printed in any face, and what no font has stands by its number, which the report explains', async () => {
  const run = new SampleRun(samplePlan({ forms: [form(baseline, 'Ελληνικά русский 日本', 1, 'voice-c')] })).start();
  run.evidence(`${baseline}/g1/c1`, 'voice-c', 'שלום العربية 😀 колонка │ ok 列');
  const pages = await pagesOf(run);
  const page = pages.find((one) => one.includes('RESULT FORM 1')) ?? '';
  const wanted = ['Ελληνικά русский \\u{65e5}\\u{672c}', 'колонка │ ok \\u{5217}', '😀'];
  expect([wanted.filter((one) => !page.includes(one)), pages.at(-1)?.includes('its Unicode number')]).toEqual([
    [],
    true,
  ]);
});
