import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { isUnreachable } from '../../src-shared/base/is-unreachable.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { HostProbe } from '../../src-shared/run/facts.ts';
import { whyUnmarked } from '../../src-shared/run/judge.ts';
import type { HostFacts, StepWork } from '../engine/ports.ts';
import { runScript, type ScriptOutside } from './script-attempt.ts';

/** What a POSIX host tells of itself. `sudo` only where the inventory says that it needs none. */
const posixScript = `date -u '+time %s'
if [ "$WANT_SUDO" = yes ]; then
  if sudo -n true 2>/dev/null; then echo 'sudo works'; else echo 'sudo refused'; fi
fi
for tool in $WANT_TOOLS; do
  command -v "$tool" >/dev/null 2>&1 || echo "missing $tool"
done
`;

/** A clock that is further off than this is a problem: times of hosts and of the journal are read side by side. */
const skewLimitMs = 5_000;
const timeoutMs = 30_000;

/** Connects, proves the mark before any value is sent, and looks at sudo, clock and tools. */
export function createHostProbe(outside: ScriptOutside): StepWork['probeHost'] {
  return async (host, required, signal) => {
    // A target that may be dark is excused for silence only: one that answers has to be in order.
    const base = { host: host.id, required: true };
    let facts: HostFacts;
    try {
      facts = await outside.remote.connect(host, signal);
    } catch (thrown) {
      const detail = messageOf(thrown);
      if (!(thrown instanceof DrillError)) return { ...base, ok: false, detail };
      const { code, untrusted } = thrown;
      const seen = untrusted === undefined ? {} : { untrusted };
      return { ...base, required: required || !isUnreachable(thrown), ok: false, code, ...seen, detail };
    }
    const seen = {
      ...base,
      hostKey: `${facts.hostKeyAlgorithm} ${facts.hostKeyFingerprint}`,
      hostKeyNew: facts.hostKeyNew,
      user: facts.user,
      server: facts.serverVersion,
    };
    if (host.platform === 'windows' || host.platform === 'windows-nlb') {
      return { ...seen, ok: true, detail: 'connected; PowerShell hosts are not looked at any further' };
    }
    return { ...seen, ...(await look(outside, host, signal)) };
  };
}

type Looked = Pick<HostProbe, 'ok' | 'detail' | 'code' | 'skewMs' | 'sudo' | 'missingTools'>;

async function look(outside: ScriptOutside, host: PlanHost, signal: AbortSignal): Promise<Looked> {
  const { clock } = outside;
  // The mark alone first: values must not reach a host where no POSIX shell runs our script.
  const work = { host, env: {}, tty: false, timeoutMs, signal };
  const proof = await runScript(outside, { ...work, script: ':' });
  if (proof.end.kind !== 'exit' || !proof.marked) {
    if (proof.markedOn !== undefined) return { ok: false, detail: whyUnmarked(0, proof) };
    // The host's own words are the quickest way to the cause: a password to be changed, an account that is not available.
    const { end } = proof;
    const why = end.kind === 'exit' ? whyUnmarked(end.code, proof) : `its end was not seen (${end.kind})`;
    return { ok: false, detail: `A first empty script did not run: ${why}` };
  }
  const before = clock.now();
  const env = { WANT_SUDO: host.sudo === 'nopasswd' ? 'yes' : 'no', WANT_TOOLS: 'sh date' };
  const seen = await runScript(outside, { ...work, env, script: posixScript });
  const halfway = (before + clock.now()) / 2;
  return judge(host, seen.stdout.text, halfway);
}

function judge(host: PlanHost, text: string, halfway: number): Looked {
  const seconds = /^time (\d+)$/m.exec(text)?.[1];
  const missingTools = [...text.matchAll(/^missing (.+)$/gm)].map(([, tool]) => tool ?? '');
  const sudo = host.sudo === 'none' ? 'not-needed' : text.includes('sudo works') ? 'works' : 'refused';
  // The host says whole seconds: half a second is the middle of what it may mean.
  const skewMs = seconds === undefined ? undefined : Math.round(Number(seconds) * 1000 + 500 - halfway);
  const problems = [
    ...(sudo === 'refused'
      ? ['`sudo -n true` is refused: allow it without a password, or correct `sudo` in the inventory']
      : []),
    ...(missingTools.length > 0 ? [`not installed: ${missingTools.join(', ')}`] : []),
    ...(skewMs !== undefined && Math.abs(skewMs) > skewLimitMs
      ? [`its clock is ${(skewMs / 1000).toFixed(1)} s off: set it by NTP`]
      : []),
    ...(seconds === undefined ? ['it does not tell its time'] : []),
  ];
  return {
    ok: problems.length === 0,
    detail: problems.length === 0 ? 'connected, shell, clock and rights are in order' : problems.join('; '),
    sudo,
    ...(skewMs === undefined ? {} : { skewMs }),
    ...(missingTools.length === 0 ? {} : { missingTools }),
  };
}
