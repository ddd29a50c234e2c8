#!/usr/bin/env node
/** The `drillbook` command of a checkout: makes it ready, then runs the command line on the project's Node. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { makeReady, nodeOfProject } from './bootstrap.mjs';

makeReady();
const child = spawn(
  nodeOfProject(),
  ['--enable-source-maps', join(import.meta.dirname, '../out/cli/main.mjs'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
// A terminal sends Ctrl+C to both of us: the command decides what it means, we only wait for it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
}
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 15);
});
