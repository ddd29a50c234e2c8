import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachmentOf, runAttachments } from '../../../src-main/report/attachments.ts';
import { renderHtml } from '../../../src-main/report/render-html.ts';
import { renderJunit } from '../../../src-main/report/render-junit.ts';
import { renderPdf } from '../../../src-main/report/render-pdf.ts';
import { renderPlanPdf } from '../../../src-main/report/render-plan-pdf.ts';
import { canonicalPlan } from '../../../src-shared/plan/canonical.ts';
import type { Lang } from '../../../src-shared/run/acceptance.ts';
import { form, samplePlan, sha256 } from './sample-plan.ts';
import { SampleRun, operator } from './sample-run.ts';
import { testInstallation } from './test-certificate.ts';

const call = promisify(execFile);
const installation = testInstallation();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drillbook-report-'));
  await mkdir(join(folder, 'nss'));
  await call('certutil', ['-N', '-d', `sql:${join(folder, 'nss')}`, '--empty-password']);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const baseline = 'accept/baseline@voice-c';
const plan = samplePlan({ forms: [form(baseline, 'Baseline configuration, Voice C', 2, 'voice-c')] });

function acceptedRun(): SampleRun {
  const run = new SampleRun(plan).start().activate();
  run.evidence(`${baseline}/g1/c1`, 'voice-c', 'enumd\nregexd\n').verdict(`${baseline}/g1/c1`, 'PASS');
  const agreedBy = { name: 'W', organisation: 'Customer', how: 'note' } as const;
  run.verdict(`${baseline}/g1/c2`, 'OTHER', { caveat: 'A clock is off by a second.', agreedBy });
  run.sign(`${baseline}/sign/tester`, 'tester').sign(`${baseline}/sign/witness`, 'witness').settle(baseline);
  return run.sign('final/sign/tester', 'tester').sign('final/sign/witness', 'witness').end();
}

/** Writes a run's PDF and reads it back as text, page by page. */
async function pdfOf(run: SampleRun, name: string, lang: Lang = 'en', size: 'A4' | 'LETTER' = 'A4') {
  const attachments = [
    attachmentOf('plan.json', Buffer.from(canonicalPlan(run.plan))),
    attachmentOf('journal.jsonl', Buffer.from(`${run.lines.join('\n')}\n`)),
  ];
  const pdf = renderPdf(run.report(lang), run.plan, { attachments, installation, size });
  const path = join(folder, name);
  await writeFile(path, pdf.chunks);
  return { path, pages: pdf.pages, text: await pagesOf(path) };
}

async function pagesOf(path: string): Promise<readonly string[]> {
  const { stdout } = await call('pdftotext', ['-layout', path, '-'], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.split('\f').slice(0, -1);
}

const squeezed = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();

test('the signed PDF is whole: qpdf, pdfinfo, pdfdetach and pdfsig agree', async () => {
  const run = acceptedRun();
  const { path, pages } = await pdfOf(run, 'accepted.pdf');
  const check = await call('qpdf', ['--check', path]);
  const info = await call('pdfinfo', [path]);
  const attached = await call('pdfdetach', ['-list', path]);
  const signature = await call('pdfsig', ['-nssdir', `sql:${join(folder, 'nss')}`, path]);
  await call('pdfdetach', ['-save', '2', '-o', join(folder, 'journal.jsonl'), path]);
  const field = (name: string): string | undefined => new RegExp(`^${name}: +(.*)$`, 'm').exec(info.stdout)?.[1];
  expect({
    warnings: check.stderr,
    title: field('Title'),
    author: field('Author'),
    pages: field('Pages'),
    size: field('Page size'),
    attached: [...attached.stdout.matchAll(/^\d+: (.*)$/gm)].map(([, name]) => name),
    journal: await readFile(join(folder, 'journal.jsonl'), 'utf8'),
    signature: [/Total document signed/, /Signature is Valid/].map((wanted) => wanted.test(signature.stdout)),
  }).toEqual({
    warnings: '',
    title: 'TVox – put the DR client into production · Test and acceptance report',
    author: 'Practice Operator, Vendor',
    pages: String(pages),
    size: '595.28 x 841.89 pts (A4)',
    attached: ['drillbook.json', 'journal.jsonl', 'plan.json'],
    journal: `${run.lines.join('\n')}\n`,
    signature: [true, true],
  });
});

test('one changed byte of a page is found by pdfsig', async () => {
  const { path } = await pdfOf(acceptedRun(), 'changed.pdf');
  const bytes = await readFile(path);
  bytes[2000] = (bytes[2000] ?? 0) ^ 1;
  await writeFile(path, bytes);
  const { stdout } = await call('pdfsig', ['-nssdir', `sql:${join(folder, 'nss')}`, path]);
  expect(/Signature Validation: (.*)/.exec(stdout)?.[1]).toBe('Digest Mismatch.');
});

test('each page says its number, what it is bound to, and who signed it', async () => {
  const run = acceptedRun();
  const { text, pages } = await pdfOf(run, 'feet.pdf');
  const code = run.state.head.slice(0, 12).replaceAll(/(.{4})(?=.)/g, '$1 ');
  const feet = text.map((page) => squeezed(page.trimEnd().split('\n').at(-1)));
  const formPage = text.findIndex((page) => page.includes('RESULT FORM 1 OF 1'));
  const finalPage = text.findIndex((page) => page.includes('affirm the contents of this report'));
  const signed = new Set([formPage, finalPage]);
  expect(feet).toEqual(
    text.map((_, at) =>
      signed.has(at)
        ? `Signed by tester and witness head ${code} Page ${at + 1} of ${pages}`
        : `Final report head ${code} Page ${at + 1} of ${pages}`,
    ),
  );
});

test('a result form shows verdicts, caveat, agreement and both signatures', async () => {
  const { text } = await pdfOf(acceptedRun(), 'form.pdf');
  const page = squeezed(text.find((one) => one.includes('RESULT FORM 1 OF 1')));
  const wanted = [
    'Baseline configuration, Voice C',
    'Expected: Every process of this server type runs.',
    'Caveat. A clock is off by a second.',
    'Agreed by W (Customer), note on this form.',
    'Not applicable: Not on probes',
    '“I performed these tests and the results above are mine.”',
    'Practice Witness, Telephony manager',
    'identity confirmed again by PIN',
    'E-001',
  ];
  expect(wanted.filter((one) => !page.includes(one))).toEqual([]);
});

test('the final page holds results, statements and signatures together; a run without cases says what that means', async () => {
  const { text } = await pdfOf(acceptedRun(), 'final.pdf');
  const final = squeezed(text.find((page) => page.includes('affirm the contents of this report')));
  const bare = new SampleRun(samplePlan()).start().activate().end();
  const { text: bareText } = await pdfOf(bare, 'bare.pdf');
  const wanted = ['Accepted with 1 caveat', 'Overall exceptions and comments', 'Practice Tester', 'Practice Witness'];
  expect([
    wanted.filter((one) => !final.includes(one)),
    bareText.filter((page) => page.includes('There is nothing to accept')).length,
  ]).toEqual([[], 1]);
});

test('emphasis and lists of the runbook are set, not printed with their marks', async () => {
  const { path, text } = await pdfOf(acceptedRun(), 'markdown.pdf');
  const { stdout: fonts } = await call('pdffonts', [path]);
  const html = renderHtml(acceptedRun().report(), plan);
  expect([
    text.some((page) => page.includes('*Activate*')),
    text.some((page) => page.includes('press Activate')),
    fonts.includes('Italic'),
    html.includes('press <em>Activate</em>.'),
  ]).toEqual([false, true, true, true]);
});

test('an unsigned, aborted rehearsal says so on its pages, in Italian', async () => {
  const run = new SampleRun(plan, 'rehearsal').start().add('run-aborted', { by: operator, reason: 'window closes' });
  const { text } = await pdfOf(run, 'aborted.pdf', 'it', 'LETTER');
  const cover = squeezed(text[0]);
  const formPage = squeezed(text.find((one) => one.includes('MODULO DEI RISULTATI')));
  const wanted = [
    'Esecuzione interrotta · collaudo non accettato',
    'Esecuzione interrotta',
    '0 di 2 casi con esito',
    'Pagina finale non firmata',
  ];
  expect([
    wanted.filter((one) => !cover.includes(one)),
    text.filter((page) => !page.includes('PROVA')).length,
    formPage.match(/NON FIRMATO/g)?.length,
    formPage.match(/NESSUN ESITO/g)?.length,
  ]).toEqual([[], 0, 2, 2]);
});

test('hostile text stays text: controls, directions, other scripts, endless words', async () => {
  const run = acceptedRun();
  const text = `\u001b[31mred \u202Etxt.exe مرحبا 你好 😀 Ωμέγα ┌─┐ ${'x'.repeat(5000)} \u0000`;
  run.add('note-added', { text, by: { name: '<script>alert(1)</script>' }, evidence: [] });
  const { path, text: pages } = await pdfOf(run, 'hostile.pdf');
  const check = await call('qpdf', ['--check', path]);
  const page = squeezed(pages.find((one) => one.includes('[31mred')));
  const html = renderHtml(run.report(), plan);
  expect([
    check.stderr,
    ['\\u{1b}[31mred', '\\u{202e}txt.exe', 'Ωμέγα', '┌─┐'].filter((one) => !page.includes(one)),
    html.includes('<script'),
    html.includes('&lt;script&gt;alert(1)&lt;/script&gt;'),
  ]).toEqual(['', [], false, true]);
});

test('texts of any length find room: the outcome stays on the cover, and no page is damaged', async () => {
  const long = 'Lorem ipsum dolor sit amet '.repeat(400);
  const [first] = plan.forms;
  const group = { ...first!.groups[0]!, title: long, intro: long };
  const cases = group.cases.map((one) => ({ ...one, procedure: long, expected: long }));
  const longPlan = {
    ...samplePlan({ forms: [{ ...first!, title: long, groups: [{ ...group, cases }] }], title: long }),
  };
  const run = new SampleRun(longPlan).start().verdict(`${baseline}/g1/c1`, 'OTHER', { caveat: long });
  run.sign(`${baseline}/sign/tester`, 'tester', { statement: long, person: { name: long } });
  const { path, text } = await pdfOf(run, 'long.pdf');
  const check = await call('qpdf', ['--check', path]);
  expect([check.stderr, squeezed(text[0]).includes('Not yet accepted')]).toEqual(['', true]);
});

test('the plan on paper has the exact commands and forms to fill in', async () => {
  const { chunks, pages } = renderPlanPdf(plan, sha256(canonicalPlan(plan)), {
    lang: 'en',
    at: '2026-11-20T20:00:00.000Z',
  });
  const path = join(folder, 'plan.pdf');
  await writeFile(path, chunks);
  const check = await call('qpdf', ['--check', path]);
  const text = await pagesOf(path);
  const all = squeezed(text.join(' '));
  const wanted = [
    'sudo -n systemctl poweroff',
    'KEY=secret tsig_key, not shown',
    'RESULT FORM 1 OF 1',
    'Printed name:',
  ];
  expect([check.stderr, text.length, wanted.filter((one) => !all.includes(one)), all.includes('NOT SIGNED')]).toEqual([
    '',
    pages,
    [],
    false,
  ]);
});

test('recordings that are too large stay out by name, and what is gone is said', async () => {
  const run = new SampleRun(samplePlan()).start();
  const cast = Buffer.from('{"version":2}\n');
  const named = (file: string, bytes: number) => ({ file, bytes, sha256: sha256(cast), invalidBytes: 0 });
  run.attempt('isolate/power-off', 'voice-a', { recording: named('recordings/a.cast', cast.length) });
  run.attempt('isolate/power-off', 'voice-b', { recording: named('recordings/b.cast', 17 * 1024 * 1024) });
  run.attempt('activate/role', 'voice-c', { recording: named('recordings/c.cast', cast.length) });
  const runFolder = join(folder, 'run');
  await mkdir(join(runFolder, 'recordings'), { recursive: true });
  await writeFile(join(runFolder, 'plan.json'), canonicalPlan(run.plan));
  // The journal may have grown after the records were read.
  await writeFile(join(runFolder, 'journal.jsonl'), `${[...run.lines, '{"later":true}'].join('\n')}\n`);
  await writeFile(join(runFolder, 'recordings/a.cast'), cast);
  await writeFile(join(runFolder, 'recordings/b.cast'), cast);
  const { files, notAttached, missing } = await runAttachments(runFolder, run.records);
  expect({
    files: files.map(({ name, bytes }) => [name, bytes]),
    notAttached: notAttached.map(({ file }) => file),
    missing,
  }).toEqual({
    files: [
      ['plan.json', Buffer.byteLength(canonicalPlan(run.plan))],
      ['journal.jsonl', Buffer.byteLength(`${run.lines.join('\n')}\n`)],
      ['recordings/a.cast', cast.length],
    ],
    notAttached: ['recordings/b.cast'],
    missing: ['recordings/c.cast'],
  });
});

test('an attachment that goes while the report is written is named', async () => {
  const run = acceptedRun();
  const runFolder = join(folder, 'going');
  await mkdir(runFolder);
  await writeFile(join(runFolder, 'plan.json'), canonicalPlan(run.plan));
  await writeFile(join(runFolder, 'journal.jsonl'), `${run.lines.join('\n')}\n`);
  const { files } = await runAttachments(runFolder, run.records);
  await rm(join(runFolder, 'journal.jsonl'));
  const { chunks } = renderPdf(run.report(), run.plan, { attachments: files, installation });
  await expect(writeFile(join(folder, 'going.pdf'), chunks)).rejects.toMatchObject({
    code: 'file.not-readable',
    message: expect.stringContaining(join(runFolder, 'journal.jsonl')) as string,
  });
});

test('a transcript of a hundred pages is drawn to its last line', async () => {
  const run = new SampleRun(plan).start().activate();
  const lines = Array.from({ length: 6000 }, (_, n) => `Nov 21 02:03:43 voice-c app[${n}]: replication ${n} is active`);
  run.evidence(`${baseline}/g1/c1`, 'voice-c', `${lines.join('\n')}\n`);
  const { path, text } = await pdfOf(run, 'transcript.pdf');
  const check = await call('qpdf', ['--check', path]);
  const all = text.join('\n');
  expect([check.stderr, lines.filter((line) => !all.includes(line))]).toEqual(['', []]);
});

test('JUnit: a FAIL is a failure, unknown an error, what did not happen is skipped', () => {
  const run = new SampleRun(plan).start();
  run.settle('isolate/power-off', 'unknown', 'link lost').verdict(`${baseline}/g1/c1`, 'FAIL', { comment: '"x" < y' });
  const lines = renderJunit(run.report())
    .split('\n')
    .filter((line) => line.includes('<test'));
  expect(lines.map((line) => line.trim())).toEqual([
    '<testsuites name="TVox – put the DR client into production">',
    '<testsuite name="steps" tests="5" failures="0" errors="1" skipped="4" time="0.000">',
    '<testcase classname="isolate" name="isolate/power-off" time="0.000"><error message="link lost"/></testcase>',
    '<testcase classname="isolate" name="isolate/dark" time="0.000"><skipped message="waiting"/></testcase>',
    '<testcase classname="activate" name="activate/press" time="0.000"><skipped message="waiting"/></testcase>',
    '<testcase classname="activate" name="activate/role" time="0.000"><skipped message="waiting"/></testcase>',
    `<testcase classname="accept" name="${baseline}" time="0.000"><skipped message="waiting"/></testcase>`,
    '<testsuite name="Baseline configuration, Voice C" tests="2" failures="1" errors="0" skipped="1" time="0.000">',
    `<testcase classname="${baseline}" name="1.1 Show the processes of this server (look 1)." time="0.000"><failure message="&quot;x&quot; &lt; y"/></testcase>`,
    `<testcase classname="${baseline}" name="1.2 Show the processes of this server (look 2)." time="0.000"><skipped message="no verdict"/></testcase>`,
  ]);
});

test('the page says what the cover says: customer, window, mode, hashes, and that it is not final', () => {
  const run = new SampleRun(plan).start();
  const html = renderHtml(run.report(), plan);
  const wanted = ['CHG-4711', 'Planned change', 'This report is not final.', run.planHash.slice(0, 4), '>North<'];
  expect(wanted.filter((one) => !html.includes(one))).toEqual([]);
});
