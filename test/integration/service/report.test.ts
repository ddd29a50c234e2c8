import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordApart } from '../../../src-main/app/record-apart.ts';
import { asId, type RoleId, type RunId } from '../../../src-shared/base/ids.ts';
import { createDeskSite, type DeskSite } from './desk.ts';

let site: DeskSite;
let run: RunId;

beforeEach(async () => {
  site = createDeskSite();
  run = await makeRun(1);
});

afterEach(async () => {
  await site.dispose();
});

/** A run that waits to be opened, with so many steps; gives its id. */
async function makeRun(steps: number): Promise<RunId> {
  const runbook = join(site.home, `wait-${steps}.yaml`);
  const inventory = join(site.home, 'site.yaml');
  const phase = { id: 'p', title: 'P', steps: Array.from({ length: steps }, (_, at) => waiting(at)) };
  writeFileSync(runbook, JSON.stringify({ drillbook: 1, id: 'still', title: 'Still', version: '1', phases: [phase] }));
  writeFileSync(inventory, 'drillbook: 1\nkind: inventory\nid: here\nhosts: {}\n');
  const request = { runbook, inventory, set: {}, secrets: new Set<string>() };
  const planned = await site.app.plan(request);
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  const people = { [asId<RoleId>('operator')]: { name: 'Olga Operator', organisation: 'Vendor' } };
  const about = { zone: 'UTC' };
  const made = await site.app.createRun(
    { ...request, mode: 'rehearsal', about, people, allowDestructive: [] },
    planned,
  );
  await made.close();
  return made.runId;
}

function waiting(at: number): object {
  return { id: `s${at}`, title: `Wait ${at}`, wait: '1s' };
}

test('a report is made as bytes for the preview, and what is dropped is verified', async () => {
  const pdf = await site.calls['report.make']({ run, format: 'pdf', lang: 'en' });
  const file = join(site.data, 'runs', run, 'report', `${run}.pdf`);
  expect({ ...pdf, base64: '' }).toEqual({
    file,
    name: `${run}.pdf`,
    pages: pdf.pages,
    bytes: readFileSync(file).length,
    base64: '',
    missing: [],
    foreign: false,
  });
  const bytes = Buffer.from(pdf.base64 ?? '', 'base64');
  expect(bytes.equals(readFileSync(file))).toBe(true);
  const byPath = await site.calls['report.verify']({ file });
  expect(byPath).toMatchObject({ file, ok: true, problems: [] });
  expect(byPath.notes[0]).toMatch(/^Signed by [0-9a-f]{64} /);
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
  const dropped = await site.calls['report.verify']({ name: 'from mail.pdf', base64: bytes.toString('base64') });
  expect(dropped).toMatchObject({ file: 'from mail.pdf', ok: false });
  expect(await site.calls['report.make']({ run, format: 'html', lang: 'it' })).not.toHaveProperty('base64');
});

test('a report is saved where a person wants it, and never over the record', async () => {
  const out = join(site.home, 'reports/final.json');
  expect(await site.calls['report.saveAs']({ run, format: 'json', lang: 'en', out })).toMatchObject({ file: out });
  const journal = join(site.data, 'runs', run, 'journal.jsonl');
  const before = readFileSync(journal);
  await expect(site.calls['report.saveAs']({ run, format: 'json', lang: 'en', out: journal })).rejects.toMatchObject({
    code: 'file.not-writable',
  });
  expect(readFileSync(journal).equals(before)).toBe(true);
  expect((await site.calls['app.info']({})).firstStart).toBe(false);
  const { runbooks } = await site.calls['library.addFolder']({ folder: site.home });
  expect(runbooks.find(({ id }) => id === 'still')?.lastRuns.map((one) => one.run)).toEqual([run]);
  const { text } = await site.calls['diagnostics.read']({});
  expect(text).toContain(`Runs: 1\n  ${run}  draft, rehearsal`);
  expect(text).not.toContain('Olga');
});

test('while a long report is written everything else goes on, and what is wrong with it is told by its code', async () => {
  const long = await makeRun(2_000);
  const before = performance.eventLoopUtilization();
  const made = await site.calls['report.make']({ run: long, format: 'pdf', lang: 'en', preview: false });
  const { utilization } = performance.eventLoopUtilization(before);
  expect(made.pages).toBeGreaterThan(100);
  // Of the time that it took, the loop that serves windows was free for the greater part.
  expect(utilization).toBeLessThan(0.5);
  const file = join(site.home, 'file');
  writeFileSync(file, '');
  await expect(
    site.calls['report.saveAs']({ run, format: 'pdf', lang: 'en', out: join(file, 'report.pdf') }),
  ).rejects.toMatchObject({ code: 'file.not-writable' });
  const journal = join(site.data, 'runs', run, 'journal.jsonl');
  writeFileSync(journal, readFileSync(journal, 'utf8').replace('Olga', 'Inga'));
  await expect(site.calls['report.make']({ run, format: 'pdf', lang: 'en' })).rejects.toMatchObject({
    name: 'DrillError',
    code: 'journal.corrupt',
  });
});

test('where no thread may be started the report is written all the same', () => {
  const out = join(site.home, 'report.pdf');
  const program = join(import.meta.dirname, '../../../out/cli/main.mjs');
  const limits = ['--permission', '--allow-fs-read=*', '--allow-fs-write=*'];
  const words = [...limits, program, 'report', join(site.data, 'runs', run), '--out', out];
  const { status, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect({ status, pages: /\((\d+) pages\)/.exec(stdout)?.[1] }).toEqual({
    status: 0,
    pages: expect.stringMatching(/^\d+$/) as string,
  });
  expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a folder whose program ended before its first record is no run: nobody goes on with it', async () => {
  const folder = join(site.data, 'runs', run);
  writeFileSync(join(folder, 'journal.jsonl'), '');
  const refused = { code: 'run.refused', message: expect.stringContaining('Begin the run anew') as string };
  await expect(site.app.openRun(folder)).rejects.toMatchObject(refused);
  await expect(site.app.readRun(folder)).rejects.toMatchObject(refused);
  await expect(recordApart(folder, () => ({ type: 'pause', reason: 'x' }))).rejects.toMatchObject(refused);
  const [entry] = await site.runs();
  expect(entry).toMatchObject({ run, problem: refused.message });
  // It was not kept locked.
  await expect(site.app.openRun(folder)).rejects.toMatchObject(refused);
});
