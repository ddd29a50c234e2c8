import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRunbook } from '../../../src-main/library/load-runbook.ts';
import { runbooks } from './system-practice.ts';

const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;
const files = [
  ...['failover', 'failback', 'readiness'].map((name) => `sip-ha/${name}.yaml`),
  ...['setup', 'switch', 'reset'].map((name) => `wazo/berofos-${name}.yaml`),
  ...['vip-takeover', 'ha-verification', 'graceful-migration', 'site-failure'].map((name) => `genesys/${name}.yaml`),
];

test.skipIf(!shellcheck).each(files)('%s: its scripts are POSIX sh, but those for Windows', async (file) => {
  const { document } = await loadRunbook(join(runbooks, file));
  // PowerShell: nothing here can judge it.
  const scripts = scriptsOf(document).filter((script) => !/\$env:|wlbs/.test(script));
  const complaints = scripts.map((script) => {
    const input = `#!/bin/sh\n${script}`;
    return spawnSync('shellcheck', ['--shell=sh', '-'], { input, encoding: 'utf8' }).stdout;
  });
  expect([scripts.length > 5, complaints.filter((text) => text !== '')]).toEqual([true, []]);
});

/** Every script of a runbook, wherever it stands, once. */
function scriptsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(scriptsOf))];
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.entries(value).flatMap(([key, inner]) =>
    (key === 'run' || key === 'script') && typeof inner === 'string' ? [inner] : scriptsOf(inner),
  );
  return [...new Set(found)];
}
