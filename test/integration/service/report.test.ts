import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asId, type RoleId, type RunId } from '../../../src-shared/base/ids.ts';
import { createDeskSite, type DeskSite } from './desk.ts';

let site: DeskSite;
let run: RunId;

beforeEach(async () => {
  site = createDeskSite();
  const runbook = join(site.home, 'wait.yaml');
  const inventory = join(site.home, 'site.yaml');
  writeFileSync(
    runbook,
    'drillbook: 1\nid: still\ntitle: Still\nversion: "1"\nphases: [{ id: p, title: P, steps: [{ id: a, title: A, wait: 1s }] }]\n',
  );
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
  run = made.runId;
  await made.close();
});

afterEach(async () => {
  await site.dispose();
});

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
