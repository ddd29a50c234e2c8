import { join } from 'node:path';
import { writeRunbook } from './bench-run.ts';
import { cli } from './cli.ts';
import { timed } from './measure.ts';
import type { Line } from './measure.ts';
import { runForPeak } from './peak-memory.ts';
import { missingPrograms, runProgram } from './programs.ts';
import { startSshHosts } from './ssh-hosts.ts';

export const mebibytes = 1024;
/** Lines as a log has them, in the middle of what `head` gives: the last one may be cut. */
export const endlessOutput = `echo active; yes 'Nov 21 02:03:43 voice-a app[4242]: replication is active, 12 ms behind' | head -c ${mebibytes}M`;
const name = `${mebibytes} MiB of output into a recording`;

/** A script that prints without end must cost disk, not memory. */
export async function measureOutput(folder: string): Promise<readonly Line[]> {
  const missing = missingPrograms('sshd', 'ssh', 'ssh-keygen');
  if (missing.length > 0) return [{ kind: 'missing', name, programs: missing }];
  const hosts = await startSshHosts(folder, 1);
  try {
    const env = { DRILLBOOK_DATA: join(folder, 'data') };
    const run = (runbook: string): readonly string[] => [cli, 'run', runbook, '--inventory', hosts.inventory, '--yes'];
    const quiet = await runForPeak(run(writeRunbook(folder, 'quiet', 1, 1, 'echo active')), env);
    const loud = await runForPeak(run(writeRunbook(folder, 'loud', 1, 1, endlessOutput)), env);
    const peer = await timed(() =>
      runProgram('/bin/sh', ['-c', 'ssh -F "$1" h1 "$2" >/dev/null', 'sh', hosts.sshConfig, endlessOutput]),
    );
    const speed = (spentMs: number): number => mebibytes / (spentMs / 1000);
    return [
      {
        kind: 'figure',
        name: `${name}: memory on top of a line`,
        value: loud.peakMiB - quiet.peakMiB,
        unit: 'MiB',
        goal: { atMost: 200 },
        detail: `peak ${loud.peakMiB.toFixed(0)} / ${quiet.peakMiB.toFixed(0)} MiB`,
      },
      {
        kind: 'figure',
        name: `${name}: time / ssh to /dev/null`,
        value: (loud.ms - quiet.ms) / peer,
        unit: 'x',
        detail: `${speed(loud.ms - quiet.ms).toFixed(0)} / ${speed(peer).toFixed(0)} MiB/s`,
      },
    ];
  } finally {
    await hosts.stop();
  }
}
