import { assertNever } from '../base/assert-never.ts';
import type { PlanAction } from './plan.ts';
import type { Endpoint, PlanNameServer, WorldCheck } from './world-check.ts';
import type { WorldWords } from './world-words.ts';

/** What a look at the world asks, and of whom: the first line says it, the others show all the rest. */
export function worldLines(check: Exclude<WorldCheck, { readonly kind: 'tcp' }>, words: WorldWords): readonly string[] {
  const from = check.from.join(', ');
  switch (check.kind) {
    case 'http': {
      const { url, to, follow, verify, status, contains } = check.details;
      return [
        words.http(from, url, status.join(` ${words.or} `)),
        ...below(to === undefined ? [] : [words.connectsTo(endpointNames(to))]),
        ...below(contains === undefined ? [] : [words.contains(JSON.stringify(contains))]),
        ...below(follow ? [words.follows] : []),
        ...below(verify ? [] : [words.anyCertificate]),
      ];
    }
    case 'dns': {
      const { name, type, resolvers, equals } = check.details;
      return [
        words.dns(from, `${type} ${name}`, equals.join(', ')),
        ...below([words.asked(servers(resolvers, words))]),
      ];
    }
    case 'sip': {
      const { to, port, transport, status, verify, ca, auth } = check.details;
      const whom = `${endpointNames(to)} ${words.port(port)}`;
      return [
        words.sip(from, whom, transport.toUpperCase(), status.join(` ${words.or} `)),
        ...below(auth === undefined ? [] : [words.login(auth.user, auth.secret)]),
        ...below(verify || transport !== 'tls' ? [] : [words.anyCertificate]),
        ...below(ca === undefined ? [] : [words.trusts, ...ca.trimEnd().split('\n')]),
      ];
    }
    case 'ping':
      return [words.ping(from, endpointNames(check.details.to))];
    default:
      return assertNever(check, 'check kind');
  }
}

/** An update to the last record; `withinMs` is the time of the runbook for its proof. */
export function dnsChangeLines(
  { change, restores }: Extract<PlanAction, { readonly kind: 'dns' }>,
  withinMs: number | undefined,
  words: WorldWords,
): readonly string[] {
  const { server, zone, name, type, ttl, set, key, resolvers } = change;
  const changes =
    restores === undefined
      ? [words.takesAway(`${type} ${name}`), ...set.map((record) => words.adds(`${name} ${ttl} ${type} ${record}`))]
      : [words.restores(restores)];
  return [
    words.update(zone, servers([server], words)),
    ...below([
      ...changes,
      key === undefined ? words.unsigned : words.signed(key.name, key.algorithm, key.secret),
      words.proof(servers(resolvers, words)),
      ...(withinMs === undefined ? [words.proofTime] : []),
    ]),
  ];
}

/** Hosts by their id, addresses as they are. */
export function endpointNames(to: readonly Endpoint[]): string {
  return to.map((one) => ('host' in one ? one.host : one.address)).join(', ');
}

function servers(all: readonly PlanNameServer[], words: WorldWords): string {
  return all.map(({ at, port }) => `${endpointNames([at])}${port === 53 ? '' : ` ${words.port(port)}`}`).join(', ');
}

function below(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
