import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadRunbook } from '../../src-main/library/load-runbook.ts';
import { validateFiles } from '../../src-main/library/validate-files.ts';

const folder = resolve(import.meta.dirname, '../../runbooks/generic');
const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;

test('the generic runbook, its answers and its example are valid, without a hint', async () => {
  expect(await validateFiles(readdirSync(folder).map((name) => join(folder, name)))).toEqual([]);
});

test.skipIf(!shellcheck)('its scripts are POSIX sh', async () => {
  const scripts = scriptsOf((await loadRunbook(join(folder, 'linux-vip-dns-failover.yaml'))).document);
  const complaints = scripts.map(
    (script) => spawnSync('shellcheck', ['--shell=sh', '-'], { input: script, encoding: 'utf8' }).stdout,
  );
  expect([scripts.length > 20, complaints.filter(Boolean)]).toEqual([true, []]);
});

/** Every script, wherever it stands: they are the texts of `run` and `script`. */
function scriptsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(scriptsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    (key === 'run' || key === 'script') && typeof inner === 'string' ? [inner] : scriptsOf(inner),
  );
}
