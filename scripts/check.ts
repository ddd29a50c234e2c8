/** `npm run check`: format, lint, types, layers, dead code and generated files; all of them run, the first failure counts. */
import { spawnSync } from 'node:child_process';

const checks: readonly (readonly [string, ...string[]])[] = [
  ['prettier', '--check', '--log-level', 'warn', '.'],
  ['tsc', '--build'],
  ['eslint', '--max-warnings', '0', '.'],
  ['depcruise', '--config', '.dependency-cruiser.mjs', 'src-shared', 'src-main', 'src-renderer', 'scripts', 'test'],
  ['knip'],
  ['node', 'scripts/docs.ts', '--check'],
  ['node', 'scripts/check-package.ts'],
];

const failed: string[] = [];
for (const [command, ...args] of checks) {
  const started = performance.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${command} (${seconds} s)`);
  if (status !== 0) failed.push(command);
}
if (failed.length > 0) {
  console.error(`Not clean: ${failed.join(', ')}`);
  process.exitCode = 1;
}
