import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createApp } from '../../../src-main/app/app.ts';
import { loadRunbook } from '../../../src-main/library/load-runbook.ts';
import { validateFiles } from '../../../src-main/library/validate-files.ts';
import type { Plan } from '../../../src-shared/plan/plan.ts';
import { policyguruRunbooks } from './policyguru-practice.ts';

const files = readdirSync(policyguruRunbooks);
const runbooks = files.filter((name) => !name.includes('.answers.') && !name.includes('.inventory.'));
const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;

test('the PolicyGuru runbooks, inventory and answers are valid; only the test without a recovery time has a hint', async () => {
  const findings = await validateFiles(files.map((file) => join(policyguruRunbooks, file)));
  expect(findings.map(({ file, code }) => [file.split('/').at(-1), code])).toEqual([['fst.yaml', 'hint.no-rto']]);
});

test.skipIf(!shellcheck).each(runbooks)('%s: its scripts are POSIX sh', async (file) => {
  const scripts = scriptsOf((await loadRunbook(join(policyguruRunbooks, file))).document);
  const complaints = [...new Set(scripts)].map((script) => {
    return spawnSync('shellcheck', ['--shell=sh', '-'], { input: `#!/bin/sh\n${script}`, encoding: 'utf8' }).stdout;
  });
  expect({ found: scripts.length >= 5, complaints: complaints.filter((text) => text !== '') }).toEqual({
    found: true,
    complaints: [],
  });
});

test('the functional system test: 20 forms and 128 verdicts, as the result forms of the vendor have them', async () => {
  const { forms } = await planOf('fst.yaml');
  const counted = forms.map(
    ({ id, groups }) => [id, groups.reduce((sum, { cases }) => sum + cases.length, 0)] as const,
  );
  const sums = ['baseline/server', 'enum-forms', 'baseline/probe'].map((part) =>
    counted.filter(([id]) => id.startsWith(part)).map(([, cases]) => cases),
  );
  const total = counted.reduce((sum, [, cases]) => sum + cases, 0);
  expect({
    forms: forms.length,
    total,
    sums,
    signed: forms.every(({ sign }) => JSON.stringify(sign).includes('required')),
  }).toEqual({
    forms: 20,
    total: 128,
    sums: [
      [5, 5, 3, 3, 3, 3, 5, 5, 3, 3, 3, 3],
      [16, 16, 16, 16],
      [5, 5, 5, 5],
    ],
    signed: true,
  });
});

async function planOf(file: string): Promise<Plan> {
  const nobody = (): Promise<undefined> => Promise.resolve(undefined);
  const app = createApp({
    credentials: { password: nobody, passphrase: nobody },
    secret: nobody,
    acceptNewHostKeys: false,
    knownHostsFiles: [],
  });
  const inventory = join(policyguruRunbooks, 'lab.inventory.yaml');
  const planned = await app.plan({ runbook: join(policyguruRunbooks, file), inventory, set: {}, secrets: new Set() });
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems));
  return planned.plan;
}

/** Every script of a runbook, wherever it stands: they are the texts of `run` and `script`. */
function scriptsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(scriptsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    (key === 'run' || key === 'script') && typeof inner === 'string' ? [inner] : scriptsOf(inner),
  );
}
