import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadRunbook } from '../../../src-main/library/load-runbook.ts';
import { validateFiles } from '../../../src-main/library/validate-files.ts';

const folder = fileURLToPath(new URL('../../../runbooks/tvox/', import.meta.url));
const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;

test('the TVox runbooks, inventory and answers are valid, without a hint', async () => {
  const files = ['activation.yaml', 'readiness.yaml', 'lab.inventory.yaml', 'activation.answers.yaml'];
  expect(await validateFiles(files.map((file) => folder + file))).toEqual([]);
});

test.skipIf(!shellcheck).each(['activation.yaml', 'readiness.yaml'])('%s: its scripts are POSIX sh', async (file) => {
  const scripts = scriptsOf((await loadRunbook(folder + file)).document);
  const complaints = scripts.map((script) => {
    const input = `#!/bin/sh\n${script}`;
    return spawnSync('shellcheck', ['--shell=sh', '-'], { input, encoding: 'utf8' }).stdout;
  });
  expect({ found: scripts.length >= 5, complaints: complaints.filter((text) => text !== '') }).toEqual({
    found: true,
    complaints: [],
  });
});

/** Every script of a runbook, wherever it stands: they are the texts of `run` and `script`. */
function scriptsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(scriptsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    (key === 'run' || key === 'script') && typeof inner === 'string' ? [inner] : scriptsOf(inner),
  );
}
