import { assertNever } from '../../src-shared/base/assert-never.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { AttemptEnd } from '../../src-shared/run/facts.ts';
import { whyUnmarked } from '../../src-shared/run/judge.ts';
import { runScript, type ScriptOutside } from './script-attempt.ts';

/** What a host printed, or why it could not be asked: then nothing is known. */
export type Told = { readonly stdout: string; readonly stderr: string } | { readonly trouble: string };

/** Runs one of our own read-only scripts on a host that looks for us; values go by `env`. */
export async function askHost(
  outside: ScriptOutside,
  work: {
    readonly host: PlanHost;
    readonly script: string;
    readonly env: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
  },
): Promise<Told> {
  if (work.host.platform === 'windows' || work.host.platform === 'windows-nlb') {
    return { trouble: `${work.host.id} is a PowerShell host: from there only TCP ports can be looked at` };
  }
  const seen = await runScript(outside, { ...work, tty: false });
  if (seen.end.kind !== 'exit') return { trouble: endInWords(seen.end) };
  if (!seen.marked) return { trouble: whyUnmarked(seen.end.code, seen) };
  // Our scripts end with 0 whatever they see: anything else is trouble of the host, and its last line says which.
  if (seen.end.code === 0) return { stdout: seen.stdout.text, stderr: seen.stderr.text };
  const last = `${seen.stdout.text}\n${seen.stderr.text}`.trim().split('\n').at(-1) ?? '';
  return { trouble: last === '' ? `the script ended with exit status ${seen.end.code}` : last };
}

function endInWords(end: Exclude<AttemptEnd, { readonly kind: 'exit' }>): string {
  switch (end.kind) {
    case 'not-sent':
    case 'lost':
      return end.message;
    case 'signal':
      return `the script was ended by ${end.signal}`;
    case 'timed-out':
      return 'it gave no answer in time';
    case 'no-status':
    case 'cancelled':
    case 'interrupted':
    case 'simulated':
    case 'observed':
      return `the script was ${end.kind}`;
    default:
      return assertNever(end, 'end of a script');
  }
}
