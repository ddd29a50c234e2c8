import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { evaluateExpression } from '../../../src-shared/runbook/expression.ts';
import { PolicyguruPractice, policyguruRunbooks } from './policyguru-practice.ts';

let practice: PolicyguruPractice;
beforeAll(async () => {
  practice = await PolicyguruPractice.open();
});
afterAll(() => practice.dispose());

/** What is red, and the line in capitals that says why. */
async function redOf(): Promise<readonly unknown[]> {
  const { code, stdout } = await practice.rehearse('backup-check');
  const failed = [...stdout.matchAll(/^\S+ {2}failed +state\/([\w-]+):/gm)].map(([, id]) => id).sort();
  return [code, failed, stdout.match(/^ +[A-Z][A-Z ]+: .*$/gm)?.map((line) => line.trim()) ?? []];
}

test('a healthy night: every check passes, and the age of the data is what the objective measures', async () => {
  const { code, folder } = await practice.rehearse('backup-check');
  const { steps } = await practice.status(folder);
  const runbook = parse(readFileSync(join(policyguruRunbooks, 'backup-check.yaml'), 'utf8')) as {
    readonly objectives: { readonly rpo: { readonly measured: string } };
  };
  // The newest backup of the lab is three hours old when it begins.
  const age = Number(evaluateExpression(runbook.objectives.rpo.measured, { steps }));
  expect([code, age >= 10_800 && age < 11_400]).toEqual([0, true]);
});

test('a damaged, a failed and a missing backup are told, each with what it means', async () => {
  practice.act('backup-damaged');
  const damaged = await redOf();
  practice.act('import-failed');
  const failed = await redOf();
  practice.act('backups-missing');
  const missing = await redOf();
  practice.act('backup');
  expect({ damaged, failed, missing, repaired: await redOf() }).toEqual({
    damaged: [
      1,
      ['configuration', 'same-configuration'],
      [expect.stringMatching(/^DAMAGED: ngpbackup\d{14}\.tgz is no whole archive$/)],
    ],
    // The backup of that round is a new one, so the damaged one is no longer the newest.
    failed: [1, ['import'], ['IMPORT FAILED: the database was dropped before it; a failover now would find no data']],
    missing: [
      1,
      ['configuration', 'import', 'same-configuration'],
      expect.arrayContaining(['MISSING: no ngpbackup<TIMESTAMP>.tgz in opt/ngpbackups/backups']),
    ],
    repaired: [0, [], []],
  });
});
