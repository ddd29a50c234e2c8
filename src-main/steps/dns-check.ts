import { assertNever } from '../../src-shared/base/assert-never.ts';
import type { HostId } from '../../src-shared/base/ids.ts';
import type { PlanNameServer, Vantage, WorldCheck } from '../../src-shared/plan/world-check.ts';
import type { CheckTaken, HostLookup } from '../engine/ports.ts';
import { askHost } from './ask-host.ts';
import { digScript, readDig } from './dns/dig-script.ts';
import { lookUp, type LookedUp } from './dns/look-up.ts';
import { reach, type Reached } from './reach.ts';
import type { ScriptOutside } from './script-attempt.ts';
import { weighLooks, type Look } from './weigh-looks.ts';

type DnsCheck = Extract<WorldCheck, { readonly kind: 'dns' }>;

interface Answered {
  /** As people know it: its name, and its port where that is not 53. */
  readonly server: string;
  /** As an expression names it: the host's id, or the same. */
  readonly key: string;
  readonly answer: LookedUp;
}

/** Longest answer of a host: two tries of 3 s, all servers at once. */
const hostTimeoutMs = 20_000;

/** Asks every resolver directly, from every vantage. Outputs: `ttl` in seconds, `answers` by resolver. */
export async function takeDnsCheck(
  outside: ScriptOutside,
  check: DnsCheck,
  host: HostLookup,
  signal: AbortSignal,
): Promise<CheckTaken> {
  const asked = await Promise.all(
    check.from.map(async (from) => {
      const answered =
        from === 'app' ? await askFromApp(check, host, signal) : await askFrom(outside, check, from, host, signal);
      return answered.map((one) => ({ ...one, server: nameFrom(one.server, from), key: nameFrom(one.key, from) }));
    }),
  );
  const all = asked.flat();
  const ttls = all.flatMap(({ answer }) => (answer.kind === 'records' ? [answer.ttl] : []));
  const answers = Object.fromEntries(
    all.map(({ key, answer }) => [key, answer.kind === 'records' ? answer.records : []]),
  );
  const outputs = { answers, ...(ttls.length === 0 ? {} : { ttl: Math.max(...ttls) }) };
  return weighLooks(
    all.map(({ server, answer }) => judgeAnswer(server, answer, check.details)),
    outputs,
  );
}

function nameFrom(server: string, from: Vantage): string {
  return from === 'app' ? server : `${server} from ${from}`;
}

/** A server for people: its port is named where it is not the usual one, and never where a NAT maps it. */
export function serverName(server: PlanNameServer, { name }: Reached): string {
  if (server.port === 53) return name;
  return name.includes(':') ? `[${name}]:${server.port}` : `${name}:${server.port}`;
}

/** A server as an expression names it in `outputs.answers`. */
export function serverKey(server: PlanNameServer, reached: Reached): string {
  return 'host' in server.at ? server.at.host : serverName(server, reached);
}

function askFromApp(check: DnsCheck, host: HostLookup, signal: AbortSignal): Promise<readonly Answered[]> {
  const { name, type, resolvers } = check.details;
  return Promise.all(
    resolvers.map(async (one) => {
      const reached = reach('app', one.at, one.port, host);
      const answer = await lookUp(reached, name, type, signal);
      return { server: serverName(one, reached), key: serverKey(one, reached), answer };
    }),
  );
}

async function askFrom(
  outside: ScriptOutside,
  check: DnsCheck,
  from: HostId,
  host: HostLookup,
  signal: AbortSignal,
): Promise<readonly Answered[]> {
  const { name, type, resolvers } = check.details;
  const servers = resolvers.map((one) => {
    const reached = reach(from, one.at, one.port, host);
    return { ...reached, server: serverName(one, reached), key: serverKey(one, reached) };
  });
  const env = {
    QNAME: name,
    QTYPE: type,
    SERVERS: servers.map(({ address, port }) => `${address} ${port}`).join('\n'),
  };
  const told = await askHost(outside, { host: host(from), script: digScript, env, timeoutMs: hostTimeoutMs, signal });
  const answers = 'stdout' in told ? readDig(told.stdout, type) : undefined;
  const why =
    'trouble' in told
      ? told.trouble
      : answers === undefined
        ? `${from} has no dig: install bind9-dnsutils (Debian) or bind-utils (Red Hat)`
        : 'dig gave no answer';
  return servers.map(({ server, key, address, port }) => ({
    server,
    key,
    answer: answers?.get(`${address} ${port}`) ?? { kind: 'trouble', message: why },
  }));
}

/** A server that answers something else, an error or nothing says no; only trouble of the asker leaves it open. */
function judgeAnswer(
  server: string,
  answer: LookedUp,
  expected: { readonly name: string; readonly type: string; readonly equals: readonly string[] },
): Look {
  const { name, type, equals } = expected;
  switch (answer.kind) {
    case 'records': {
      const same = answer.records.join('\n') === equals.join('\n');
      const says = `${answer.records.join(', ')} (TTL ${answer.ttl} s)`;
      if (same) return { result: 'true', detail: `${server} says ${says}` };
      return { result: 'false', detail: `${server} still says ${says}, not ${equals.join(', ')}` };
    }
    case 'nothing': {
      const kept = answer.ttl === undefined ? '' : ` (kept for ${answer.ttl} s)`;
      const what = answer.why === 'no such name' ? `there is no ${name} (NXDOMAIN)` : `${name} has no ${type} record`;
      return { result: 'false', detail: `${server} says that ${what}${kept}` };
    }
    case 'error':
      return { result: 'false', detail: `${server} answers ${answer.rcode}` };
    case 'silent':
      return { result: 'false', detail: `${server} gives no answer` };
    case 'refused':
      return { result: 'false', detail: `${server}: nothing listens there` };
    case 'trouble':
      return { result: 'not-taken', detail: `${server} could not be asked: ${answer.message}` };
    default:
      return assertNever(answer, 'answer');
  }
}
