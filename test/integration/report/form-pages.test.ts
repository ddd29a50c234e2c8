import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderPdf } from '../../../src-main/report/render-pdf.ts';
import type { PlanForm } from '../../../src-shared/plan/plan.ts';
import { form, samplePlan } from './sample-plan.ts';
import { SampleRun } from './sample-run.ts';

const call = promisify(execFile);
const script = 'set -u\nps -e -o comm= | grep -x "$SERVICE"\necho done';
const statement = 'I performed these tests and the results above are mine.';

/** Forms of one to sixteen cases, with one to nine lines of output: their ends fall anywhere on a page. */
const counts = Array.from({ length: 16 }, (_, at) => at + 1);
const idOf = (count: number): string => `accept/baseline-${count}`;
const forms = counts.map((count): PlanForm => {
  const made = form(idOf(count), `Baseline of ${count}`, count, 'voice-c');
  const groups = made.groups.map((group) => ({
    ...group,
    cases: group.cases.map((one) => ({
      ...one,
      evidence: { kind: 'run' as const, script, hosts: one.evidence?.kind === 'run' ? one.evidence.hosts : [] },
    })),
  }));
  return { ...made, groups, description: 'One of these for **every** server:\n\n- as built\n- as seen' };
});

let folder = '';
let pages: readonly string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drillbook-form-pages-'));
  const run = new SampleRun(samplePlan({ forms })).start().activate();
  for (const count of counts) {
    for (let at = 1; at <= count; at += 1) {
      const output = Array.from({ length: ((at * count) % 9) + 1 }, (_, line) => `process ${line + 1}`);
      run
        .evidence(`${idOf(count)}/g1/c${at}`, 'voice-c', output.join('\n'))
        .verdict(`${idOf(count)}/g1/c${at}`, 'PASS');
    }
    run
      .sign(`${idOf(count)}/sign/tester`, 'tester')
      .sign(`${idOf(count)}/sign/witness`, 'witness')
      .settle(idOf(count));
  }
  run.end();
  const path = join(folder, 'forms.pdf');
  await writeFile(path, renderPdf(run.report(), run.plan, { attachments: [] }).chunks);
  const { stdout } = await call('pdftotext', ['-layout', path, '-'], { maxBuffer: 64 * 1024 * 1024 });
  pages = stdout.split('\f').slice(0, -1);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pagesOf = (count: number): readonly string[] =>
  pages.filter((page) => new RegExp(`result form ${count} of 16\\b`, 'i').test(page) && !page.includes('Contents'));
const looks = (page: string | undefined): readonly number[] =>
  [...(page ?? '').matchAll(/\(look (\d+)\)/g)].map(([, at]) => Number(at));

test('a short form stands on one page with its signatures', () => {
  expect([1, 2].map((count) => pagesOf(count).map((page) => [looks(page), page.includes(statement)]))).toEqual([
    [[[1], true]],
    [[[1, 2], true]],
  ]);
});

test('signatures stand with the end of what they sign: its last case, comments, exemptions', () => {
  const ends = counts.map((count) => {
    const last = pagesOf(count).at(-1);
    return [
      looks(last).at(-1),
      ...['Comments.', 'Not applicable: Not on probes', 'Exemptions.', statement].filter((one) => last?.includes(one)),
    ];
  });
  expect(ends).toEqual(
    counts.map((count) => [count, 'Comments.', 'Not applicable: Not on probes', 'Exemptions.', statement]),
  );
});

test('the head of a table never stands without a case, every case is there once, and a page says whose it is', () => {
  for (const count of counts) {
    const own = pagesOf(count);
    expect(own.flatMap(looks)).toEqual(counts.slice(0, count));
    for (const [at, page] of own.entries()) {
      expect(looks(page).length).toBeGreaterThan(0);
      expect(page).toContain(at === 0 ? 'RESULT FORM' : `Baseline of ${count} · continued`);
    }
  }
});

test('a page is left when it is more than half full', () => {
  const early = counts.flatMap((count) =>
    pagesOf(count)
      .slice(0, -1)
      // A page of text has about sixty lines.
      .filter((page) => page.split('\n').filter((line) => line.trim() !== '').length < 30),
  );
  expect(early).toEqual([]);
});

test('the script of a case stands once, with its variables; a form names its page', () => {
  const all = pages.join('\n');
  expect(all.match(/^\s*echo done$/gm)).toHaveLength(1);
  const page = pages.findIndex((one) => one.includes('echo done')) + 1;
  expect(pages[page - 1]).toContain('SERVICE=voice.example.test');
  const form1 = (pagesOf(1)[0] ?? '').replaceAll(/ +/g, ' ');
  expect(form1).toContain(`$ ps -e -o comm= | grep -x "$SERVICE" … whole script: p. ${page}`);
});

test('the description of a form is set as its author wrote it', () => {
  expect(pagesOf(1)[0]).toMatch(/One of these for every server:\s*\n\s*• *as built\n\s*• *as seen\n/);
});
