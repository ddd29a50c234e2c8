import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRun } from '../../../src-main/journal/open-run.ts';
import { createRunFolder, listRuns, readPlan } from '../../../src-main/journal/run-folder.ts';
import { sha256 } from '../../../src-main/journal/sha256.ts';
import { note, settled, steppingClock, tempFolder } from './fixture.ts';

const planText = '{"format":1,"steps":[]}';
const now = Date.UTC(2026, 10, 21, 2, 3, 4, 567);

test('a run folder is made with its plan, and read back', async () => {
  const runs = join(tempFolder(), 'data', 'runs');
  const { runId, folder } = await createRunFolder(runs, 'tvox-activation', planText, now);
  const modes = [folder, join(folder, 'plan.json')].map((path) => statSync(path).mode & 0o777);
  expect({ runId, folder, modes, stored: await readPlan(folder) }).toEqual({
    runId: expect.stringMatching(/^20261121T020304Z-tvox-activation-[0-9a-f]{4}$/) as string,
    folder: join(runs, runId),
    modes: [0o700, 0o600],
    stored: { plan: { format: 1, steps: [] }, text: planText, hash: sha256(planText) },
  });
});

test('runs are listed newest first; other folders are none of them', async () => {
  const runs = tempFolder();
  const older = await createRunFolder(runs, 'b', planText, now);
  const newer = await createRunFolder(runs, 'a', planText, now + 86_400_000);
  mkdirSync(join(runs, 'notes'));
  writeFileSync(join(runs, '20261121T020304Z-file-0000'), '');
  expect({ runs: await listRuns(runs), none: await listRuns(join(runs, 'missing')) }).toEqual({
    runs: [newer, older],
    none: [],
  });
});

test('an opened run holds its journal, recordings and evidence', async () => {
  const { runId, folder } = await createRunFolder(tempFolder(), 'a', planText, now);
  const { storage, hash } = await openRun(folder, steppingClock());
  const recording = await (await storage.recordings.open('a.b.1.c', 'title', now)).close();
  const evidence = await storage.evidence.putBytes('x.txt', Buffer.from('x'));
  const [record] = await storage.journal.append([note('one')]);
  await storage.journal.close();
  const files = [recording.file, evidence.file].map((file) => statSync(join(folder, file)).size);
  expect({ runId: storage.runId, prev: record?.prev, files }).toEqual({
    runId,
    prev: hash,
    files: [recording.bytes, 1],
  });
});

test('a plan that was changed after the first record does not open', async () => {
  const { folder } = await createRunFolder(tempFolder(), 'a', planText, now);
  const { storage } = await openRun(folder, steppingClock());
  await storage.journal.append([note('one')]);
  await storage.journal.close();
  writeFileSync(join(folder, 'plan.json'), readFileSync(join(folder, 'plan.json'), 'utf8').replace('1', '2'));
  expect(await settled(openRun(folder, steppingClock()))).toMatch(
    /^journal.corrupt: Record 1 .* belong to this plan\.$/,
  );
});

test('what is no run folder is said', async () => {
  const folder = tempFolder();
  const missing = await settled(readPlan(folder));
  writeFileSync(join(folder, 'plan.json'), '{');
  expect([missing, await settled(readPlan(folder))]).toEqual([
    expect.stringMatching(/^file.not-readable: .* is not a run folder: ENOENT/) as string,
    expect.stringMatching(/^journal.corrupt: plan.json of .* is not JSON/) as string,
  ]);
});
