import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeskSite, type DeskSite } from './desk.ts';

const shipped = join(import.meta.dirname, '../../../runbooks');
let site: DeskSite;
let folder: string;

beforeEach(() => {
  site = createDeskSite();
  folder = join(site.home, 'books');
  mkdirSync(folder);
});

afterEach(async () => {
  await site.dispose();
});

const runbook = (id: string): string => `drillbook: 1
id: ${id}
title: Title of ${id}
version: "1"
document: { control: { owner: Somebody } }
objectives: { rto: 45m }
phases:
  - { id: p, title: P, steps: [{ id: a, wait: 1s }, { id: b, wait: 1s }] }
`;

test('the shipped runbooks are there, those of a test or an inventory are not, and what is in them is counted', async () => {
  const { folders, runbooks } = await site.calls['library.list']({});
  expect(folders).toEqual([
    { folder: shipped, shipped: true },
    { folder: join(site.data, 'library'), shipped: false },
  ]);
  expect(runbooks.map(({ shown }) => shown)).toEqual(
    expect.arrayContaining(['samples/check.yaml', 'tvox/activation.yaml', 'tvox/readiness.yaml']),
  );
  expect(runbooks.filter(({ shown }) => /answers|inventory/.test(shown))).toEqual([]);
  expect(runbooks.find(({ id }) => id === 'tvox-activation')).toMatchObject({
    shipped: true,
    system: 'tvox',
    errors: 0,
    rto: '45m',
    lastRuns: [],
  });
});

test('a folder that was added shows sound, faulty and broken runbooks, and nothing else', async () => {
  mkdirSync(join(folder, '1/2/3/4/5'), { recursive: true });
  writeFileSync(join(folder, 'good.yaml'), runbook('good'));
  writeFileSync(join(folder, '1/2/3/4/deep.yml'), runbook('deep'));
  writeFileSync(join(folder, '1/2/3/4/5/too-deep.yml'), runbook('too-deep'));
  writeFileSync(join(folder, 'faulty.yaml'), runbook('faulty').replace('wait: 1s', 'wait: soon'));
  writeFileSync(join(folder, 'broken.drillbook'), `${runbook('broken')}  - { oh: [no\n`);
  writeFileSync(join(folder, 'other.yaml'), 'apiVersion: v1\nkind: Pod\n');
  writeFileSync(join(folder, 'site.yaml'), 'drillbook: 1\nkind: inventory\nid: x\nhosts: {}\n');
  symlinkSync(shipped, join(folder, 'link'));
  const { folders, runbooks } = await site.calls['library.addFolder']({ folder });
  expect(folders.at(-1)).toEqual({ folder, shipped: false });
  expect(
    runbooks
      .filter(({ file }) => file.startsWith(folder))
      .map(({ shown, id, title, steps, errors, owner }) => [shown, id, title, steps, errors > 0, owner]),
  ).toEqual([
    ['broken.drillbook', 'broken', 'Title of broken', 0, true, undefined],
    ['faulty.yaml', 'faulty', 'Title of faulty', 2, true, 'Somebody'],
    ['good.yaml', 'good', 'Title of good', 2, false, 'Somebody'],
    ['1/2/3/4/deep.yml', 'deep', 'Title of deep', 2, false, 'Somebody'],
  ]);
  // Kept over a restart; a folder that went away says so.
  expect(readFileSync(join(site.data, 'library-folders.json'), 'utf8')).toContain(folder);
  const removed = await site.calls['library.removeFolder']({ folder });
  expect(removed.folders).toHaveLength(2);
  expect(site.changes).toEqual(['library', 'library']);
  await expect(site.calls['library.addFolder']({ folder: join(folder, 'none') })).rejects.toMatchObject({
    code: 'file.not-readable',
  });
});

test('a file is judged anew when it changes', async () => {
  const file = join(folder, 'a.yaml');
  writeFileSync(file, runbook('a'));
  await site.calls['library.addFolder']({ folder });
  writeFileSync(file, runbook('changed-id'));
  const { runbooks } = await site.calls['library.list']({});
  expect(runbooks.find((one) => one.file === file)?.id).toBe('changed-id');
});

test('what was opened is saved; what somebody else wrote meanwhile is not overwritten', async () => {
  const file = join(folder, 'a.yaml');
  writeFileSync(file, `\uFEFF${runbook('a')}`);
  chmodSync(file, 0o640);
  const opened = await site.calls['library.read']({ file });
  expect(opened).toMatchObject({ text: runbook('a'), problems: [], writable: true, document: { id: 'a' } });
  const text = runbook('b');
  const saved = await site.calls['library.save']({ file, text, replaces: opened.sha256 });
  expect(readFileSync(file, 'utf8')).toBe(text);
  await expect(site.calls['library.save']({ file, text: 'x', replaces: opened.sha256 })).rejects.toMatchObject({
    code: 'library.changed-on-disk',
  });
  // Two windows at once: one of them wins, the other is told.
  const both = await Promise.allSettled([
    site.calls['library.save']({ file, text: runbook('c'), replaces: saved.sha256 }),
    site.calls['library.save']({ file, text: runbook('d'), replaces: saved.sha256 }),
  ]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(readFileSync(file, 'utf8')).toBe(runbook('c'));
  await expect(site.calls['library.save']({ file, text })).rejects.toMatchObject({ code: 'library.changed-on-disk' });
  await expect(site.calls['library.save']({ file: join(folder, 'a.txt'), text })).rejects.toMatchObject({
    code: 'library.bad-name',
  });
  const fresh = join(folder, 'new/fresh.yaml');
  await site.calls['library.save']({ file: fresh, text });
  expect(readFileSync(fresh, 'utf8')).toBe(text);
});

test('text that is not saved is judged with its places, an inventory as an inventory', async () => {
  const file = join(folder, 'a.yaml');
  const checked = await site.calls['library.check']({ file, text: runbook('a').replace('wait: 1s', 'wait: soon') });
  expect(checked.document).toBeUndefined();
  expect(checked.problems.map(({ line, code, severity }) => [line, code, severity])).toContainEqual([
    8,
    'schema.wrong-value',
    'error',
  ]);
  const text = 'drillbook: 1\nkind: inventory\nid: x\nhosts: {}\n';
  expect((await site.calls['library.check']({ file, text })).problems.map(({ severity }) => severity)).not.toContain(
    'error',
  );
  expect(existsSync(file)).toBe(false);
});

test('a file that is no UTF-8 can be looked at and not be saved over', async () => {
  const file = join(folder, 'a.yaml');
  writeFileSync(file, Buffer.concat([Buffer.from(runbook('a')), Buffer.from([0xe9, 0x0a])]));
  expect(await site.calls['library.read']({ file })).toMatchObject({ writable: false, text: runbook('a') });
});

test('a dropped file is kept under a safe name, and never in the place of another', async () => {
  const drop = (name: string, text: string): Promise<string> =>
    site.calls['library.import']({ name, text }).then(({ file }) => file);
  const own = join(site.data, 'library');
  expect(await drop('../../my run.YAML', runbook('a'))).toBe(join(own, 'my-run.yaml'));
  expect(await drop('my run.yaml', runbook('b'))).toBe(join(own, 'my-run-2.yaml'));
  expect(await drop('my run.yaml', runbook('a'))).toBe(join(own, 'my-run.yaml'));
  expect(await drop('..', runbook('c'))).toBe(join(own, 'runbook.yaml'));
  const { runbooks } = await site.calls['library.list']({});
  expect(runbooks.filter(({ file }) => file.startsWith(own)).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
});

test('in a package the shipped runbooks stay as they came', async () => {
  await site.dispose();
  site = createDeskSite({ runbooks: folder });
  mkdirSync(folder, { recursive: true });
  cpSync(join(shipped, 'samples'), folder, { recursive: true });
  const file = join(folder, 'wait.yaml');
  const { writable, text, sha256 } = await site.calls['library.read']({ file });
  expect(writable).toBe(false);
  await expect(site.calls['library.save']({ file, text: `${text}\n`, replaces: sha256 })).rejects.toMatchObject({
    code: 'library.read-only',
  });
});

test('folders are browsed where there is no dialog of the system', async () => {
  mkdirSync(join(folder, 'below'));
  mkdirSync(join(folder, '.hidden'));
  for (const name of ['a.yaml', 'b.drillbook', 'report.pdf', 'secret.key']) writeFileSync(join(folder, name), '');
  symlinkSync(join(folder, 'below'), join(folder, 'link'));
  symlinkSync(join(folder, 'gone'), join(folder, 'dead.yaml'));
  expect(await site.calls['files.browse']({ folder })).toEqual({
    folder,
    parent: site.home,
    entries: [
      { name: 'below', path: join(folder, 'below'), kind: 'folder' },
      { name: 'link', path: join(folder, 'link'), kind: 'folder' },
      { name: 'a.yaml', path: join(folder, 'a.yaml'), kind: 'file' },
      { name: 'b.drillbook', path: join(folder, 'b.drillbook'), kind: 'file' },
      { name: 'report.pdf', path: join(folder, 'report.pdf'), kind: 'file' },
    ],
  });
  expect((await site.calls['files.browse']({})).folder).toBe(site.home);
  await expect(site.calls['files.browse']({ folder: join(folder, 'gone') })).rejects.toMatchObject({
    code: 'file.not-readable',
  });
});
