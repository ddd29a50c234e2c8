import type { HostId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import { hasTemplate } from '../runbook/template.ts';
import type { HostBook } from './host-book.ts';
import { listOf, unique } from './one-or-more.ts';
import type { Path, ProblemList } from './plan-problem.ts';
import { listed, report } from './plan-problem.ts';
import type { PlanTarget } from './plan.ts';
import type { Scope } from './scope.ts';
import type { Templates } from './templates.ts';
import type { Endpoint, PlanNameServer, Vantage } from './world-check.ts';

/** Where names of hosts come from. */
export interface Places {
  readonly book: HostBook;
  readonly targets: Readonly<Record<string, PlanTarget>>;
  readonly problems: ProblemList;
}

/** Places with their texts: known once all steps have been found. */
type TextPlaces = Places & { readonly templates: Templates };

type Names = string | readonly string[] | undefined;

/** The hosts of a `forEach` name, a target or a group, in this order of precedence. */
function placesOf({ book, targets }: Places, name: string, scope: Scope): readonly HostId[] | undefined {
  const bound = Object.hasOwn(scope.bindings, name) ? scope.bindings[name] : undefined;
  if (bound !== undefined) return [bound];
  return (Object.hasOwn(targets, name) ? targets[name]?.hosts : undefined) ?? book.group(name);
}

function unknownHost(places: Places, name: string, path: Path): void {
  const names = unique([...Object.keys(places.targets), ...places.book.names]);
  const message = `"${name}" is no target of this runbook and no host or group of the inventory. They know ${listed(names)}.`;
  report(places, 'plan.unknown-host', path, message);
}

/** The hosts of a `forEach`: of targets, groups and host ids, each once. */
export function eachHost(places: Places, names: Names, path: Path): readonly HostId[] {
  const hosts = listOf(names).flatMap((name) => {
    const found = placesOf(places, name, { bindings: {} }) ?? places.book.named(name);
    if (found === undefined) unknownHost(places, name, path);
    return found ?? [];
  });
  for (const host of hosts) places.book.use(host);
  return unique(hosts);
}

/**
 * The hosts on which something is run. Besides targets, groups and `forEach` names it takes a host id, or the address
 * of a host of the inventory: a script needs a login, which an address alone does not have.
 */
export function hostsToRunOn(planning: TextPlaces, names: Names, scope: Scope, path: Path): readonly HostId[] {
  const hosts = listOf(names).flatMap((name) => {
    const direct = hasTemplate(name) ? undefined : (placesOf(planning, name, scope) ?? planning.book.named(name));
    if (direct !== undefined) return direct;
    const before = planning.problems.all.length;
    const address = planning.templates.known(name, scope, path);
    const host = planning.book.named(address)?.[0] ?? planning.book.at(address);
    if (host === undefined && planning.problems.all.length === before) unknownHost(planning, address, path);
    return host ?? [];
  });
  for (const id of unique(hosts)) {
    if (planning.book.use(id).login) continue;
    report(planning, 'plan.no-login', path, `${id} has \`login: none\` in the inventory: nothing can be run on it.`);
  }
  return unique(hosts);
}

/** From where a check looks: `app`, or hosts that can run something. */
export function vantagesOf(planning: TextPlaces, names: Names, scope: Scope, path: Path): readonly Vantage[] {
  return unique(
    listOf(names ?? 'app').flatMap((name): readonly Vantage[] =>
      name === 'app' ? ['app'] : hostsToRunOn(planning, name, scope, path),
    ),
  );
}

/** Whom a check looks at: hosts, or literal addresses (every template is one). */
export function endpointsOf(planning: TextPlaces, names: Names, scope: Scope, path: Path): readonly Endpoint[] {
  return listOf(names).flatMap((name): readonly Endpoint[] => {
    const hosts = hasTemplate(name) ? undefined : placesOf(planning, name, scope);
    if (hosts === undefined) return [{ address: planning.templates.known(name, scope, path) }];
    return hosts.map((host) => ({ host: planning.book.use(asId<HostId>(host)).id }));
  });
}

const dnsPort = 53;

/** Name servers: hosts, or addresses that may carry a port, `192.0.2.53:5353` or `[2001:db8::53]:5353`. */
export function nameServersOf(planning: TextPlaces, names: Names, scope: Scope, path: Path): readonly PlanNameServer[] {
  return listOf(names).flatMap((name) =>
    endpointsOf(planning, name, scope, path).flatMap((at): readonly PlanNameServer[] => {
      if ('host' in at) return [{ at, port: dnsPort }];
      const found = addressAndPort(at.address);
      if (found !== undefined) return [found];
      const message = `${JSON.stringify(at.address)} is no name server. Name a target, or write an address like 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353.`;
      report(planning, 'plan.value-invalid', path, message);
      return [];
    }),
  );
}

/** An IPv6 address needs brackets only where a port follows it. */
function addressAndPort(text: string): PlanNameServer | undefined {
  const shape = /^(?:\[([0-9a-f:.]+(?:%[\w.-]+)?)\]|([^\s:[\]]+))(?::(\d{1,5}))?$/iu.exec(text);
  const address =
    shape?.[1] ?? shape?.[2] ?? (/^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.%\w-]*$/iu.test(text) ? text : undefined);
  const port = shape?.[3] === undefined ? dnsPort : Number(shape[3]);
  return address === undefined || port < 1 || port > 65_535 ? undefined : { at: { address }, port };
}
