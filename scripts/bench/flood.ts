import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeRunbook } from './bench-run.ts';
import type { Line } from './measure.ts';
import { missingPrograms, runProgram } from './programs.ts';
import { startSshHosts } from './ssh-hosts.ts';

export const hostCount = 20;
export const megabytesEach = 2;
const seconds = 10;
const name = `${hostCount} hosts at ${megabytesEach} MB/s each`;

/**
 * Ten pieces a second, as even as a script can do it: what a chatty service prints, on every host at once. By perl, which is
 * there wherever Debian is: a shell would start 400 programs a second on the machine that is being measured.
 */
export function floodScript(forSeconds: number): string {
  const line = 'Nov 21 02:03:43 voice-a app[4242]: replication is active, 12 ms behind\\n';
  const piece = `substr("${line}" x 10000, 0, ${megabytesEach * 100_000})`;
  return `perl -e '$| = 1; $piece = ${piece}; for (1 .. ${forSeconds * 10}) { syswrite STDOUT, $piece; select undef, undef, undef, 0.1 } print "active\\n"'`;
}

interface Seen {
  readonly outcome: string;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly cores: number;
}

/** A window must answer while every host floods: the event loop of the process that reads them is hardly ever late. */
export async function measureFlood(folder: string): Promise<readonly Line[]> {
  const missing = missingPrograms('sshd', 'ssh-keygen');
  if (missing.length > 0) return [{ kind: 'missing', name, programs: missing }];
  const hosts = await startSshHosts(folder, hostCount);
  try {
    const runbook = writeRunbook(folder, 'flood', 1, hostCount, floodScript(seconds));
    const program = fileURLToPath(new URL('./flood-run.ts', import.meta.url));
    const env = { DRILLBOOK_DATA: join(folder, 'data') };
    const text = await runProgram(process.execPath, [program, runbook, hosts.inventory], { env });
    const seen = JSON.parse(text) as Seen;
    if (seen.outcome !== 'completed') throw new Error(`The run ended as ${seen.outcome}`);
    const rate = seen.bytes / 1e6 / seen.seconds;
    return [
      {
        kind: 'figure',
        name: `${name}: event-loop delay p99`,
        value: seen.p99,
        unit: 'ms',
        goal: { atMost: 20 },
        detail: `p50 ${seen.p50.toFixed(1)}, max ${seen.max.toFixed(0)} ms; ${rate.toFixed(0)} MB/s recorded, ${seen.cores.toFixed(2)} cores`,
      },
    ];
  } finally {
    await hosts.stop();
  }
}
