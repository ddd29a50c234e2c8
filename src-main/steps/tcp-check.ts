import type { HostId } from '../../src-shared/base/ids.ts';
import type { Endpoint, Vantage, WorldCheck } from '../../src-shared/plan/world-check.ts';
import type { CheckTaken, HostLookup, PortAnswer } from '../engine/ports.ts';
import { reach } from './reach.ts';
import { runScript, type ScriptOutside } from './script-attempt.ts';
import { tcpFromApp } from './tcp-from-app.ts';
import { readPortAnswers, tcpFromHostScript } from './tcp-from-host.ts';

type TcpCheck = Extract<WorldCheck, { readonly kind: 'tcp' }>;

interface Try {
  readonly from: Vantage;
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly control: boolean;
}

interface Tried extends Try {
  readonly answer: PortAnswer;
  /** Why it could not be tried, where that is known. */
  readonly trouble?: string;
}

/** Longest answer of a host: the script gives up each port after 5 s and tries all at once. */
const hostTimeoutMs = 20_000;

/**
 * Looks once from every vantage, its controls at the same moment. `closed` is true only where nothing answered and
 * the control did; whatever this side could not look at is not taken.
 */
export async function takeTcpCheck(
  outside: ScriptOutside,
  check: TcpCheck,
  host: HostLookup,
  signal: AbortSignal,
): Promise<CheckTaken> {
  const tries = check.from.flatMap((from) => triesFrom(check, from, host));
  const vantages = [...new Set(tries.map(({ from }) => from))];
  const tried = await Promise.all(
    vantages.map((from) =>
      tryFrom(
        outside,
        from,
        tries.filter((one) => one.from === from),
        host,
        signal,
      ),
    ),
  );
  return judge(check, tried.flat());
}

function triesFrom(check: TcpCheck, from: Vantage, host: HostLookup): readonly Try[] {
  const at = (to: Endpoint, port: number, control: boolean): Try => {
    return { from, ...reach(from, to, port, host), control };
  };
  const { control } = check;
  return [
    // A host has nothing to prove about its own ports: those of the other hosts are meant.
    ...check.to
      .filter((to) => !('host' in to) || to.host !== from)
      .flatMap((to) => check.ports.map((port) => at(to, port, false))),
    ...(control === undefined
      ? []
      : control.to.filter((to) => !('host' in to) || to.host !== from).map((to) => at(to, control.port, true))),
  ];
}

async function tryFrom(
  outside: ScriptOutside,
  from: Vantage,
  tries: readonly Try[],
  host: HostLookup,
  signal: AbortSignal,
): Promise<readonly Tried[]> {
  if (from === 'app') {
    return Promise.all(tries.map(async (one) => ({ ...one, answer: await tcpFromApp(one.address, one.port, signal) })));
  }
  return tryFromHost(outside, from, tries, host, signal);
}

async function tryFromHost(
  outside: ScriptOutside,
  from: HostId,
  tries: readonly Try[],
  host: HostLookup,
  signal: AbortSignal,
): Promise<readonly Tried[]> {
  const pairs = [...new Set(tries.map(({ address, port }) => `${address} ${port}`))];
  const seen = await runScript(outside, {
    host: host(from),
    script: tcpFromHostScript,
    env: { TRIES: pairs.join('\n') },
    tty: false,
    timeoutMs: hostTimeoutMs,
    signal,
  });
  const answers = readPortAnswers(seen.end.kind === 'exit' && seen.marked ? seen.stdout.text : '');
  const trouble =
    seen.end.kind === 'not-sent' ? seen.end.message : seen.end.kind === 'exit' ? undefined : seen.end.kind;
  return tries.map((one) => ({
    ...one,
    answer: answers.get(`${one.address} ${one.port}`) ?? 'local-error',
    ...(trouble === undefined ? {} : { trouble }),
  }));
}

function judge(check: TcpCheck, tried: readonly Tried[]): CheckTaken {
  const outputs = {};
  const where = ({ name, port, from }: Tried): string => `${name}:${port} from ${from}`;
  const say = (one: Tried): string =>
    `${where(one)} ${one.answer}${one.trouble === undefined ? '' : ` (${one.trouble})`}`;
  const ports = tried.filter((one) => !one.control);
  const contrary = ports.filter((one) => (one.answer === 'open') !== (check.is === 'open'));
  if (check.is === 'closed') {
    const open = ports.filter((one) => one.answer === 'open');
    if (open.length > 0) return { result: 'false', detail: `still open: ${open.map(where).join(', ')}`, outputs };
    // Silence proves nothing where the control is silent too: the trouble may be on our side.
    const blind = tried.filter((one) => (one.control ? one.answer !== 'open' : one.answer === 'local-error'));
    if (blind.length > 0) return { result: 'not-taken', detail: `cannot tell: ${blind.map(say).join(', ')}`, outputs };
    return { result: 'true', detail: `no answer from ${ports.length} ports while the control answers`, outputs };
  }
  const blind = contrary.filter((one) => one.answer === 'local-error');
  if (contrary.length > blind.length) {
    const closed = contrary.filter((one) => one.answer !== 'local-error');
    return { result: 'false', detail: `not open: ${closed.map(say).join(', ')}`, outputs };
  }
  if (blind.length > 0) return { result: 'not-taken', detail: `cannot tell: ${blind.map(say).join(', ')}`, outputs };
  return { result: 'true', detail: `${ports.length} ports are open`, outputs };
}
