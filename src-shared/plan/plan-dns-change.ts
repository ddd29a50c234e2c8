import type { StepDocument } from '../runbook/step-schema.ts';
import type { PlanDnsChange } from './dns-change.ts';
import { given } from './given.ts';
import type { Path } from './plan-problem.ts';
import { report } from './plan-problem.ts';
import { nameOf, recordsOf, resolversOf } from './plan-world-checks.ts';
import type { Planning } from './planning.ts';
import { nameServersOf } from './resolve-hosts.ts';
import type { Scope } from './scope.ts';
import type { PlanNameServer } from './world-check.ts';

/** Seven days: what stays in caches for longer is no record for the night of a change. */
const ttlLimits = [0, 604_800] as const;
const portLimits = [1, 65_535] as const;

/** The change to the last value: what is approved is what will be sent. `path` leads to the key `dns`. */
export function planDnsChange(
  planning: Planning,
  dns: StepDocument['dns'],
  { scope, path }: { readonly scope: Scope; readonly path: Path },
): PlanDnsChange {
  if (dns === undefined) throw new TypeError('A dns step has no dns: validation refuses this');
  const { templates } = planning;
  const type = dns.type ?? 'A';
  const zone = nameOf(planning, dns.zone, scope, [...path, 'zone']);
  const name = nameOf(planning, dns.name, scope, [...path, 'name']);
  if (name !== zone && !name.endsWith(`.${zone}`)) {
    const message = `${name} does not lie in the zone ${zone}. Write the whole name, like voice.${zone}.`;
    report(planning, 'plan.value-invalid', [...path, 'name'], message);
  }
  const set = recordsOf(planning, type, dns.set, scope, [...path, 'set']);
  if (type === 'CNAME' && set.length > 1) {
    report(planning, 'plan.value-invalid', [...path, 'set'], 'A name has one CNAME record at most.');
  }
  const { key } = dns;
  return {
    server: serverOf(planning, dns, scope, path),
    zone,
    name,
    type,
    ttl: templates.count(dns.ttl ?? 60, ttlLimits, scope, [...path, 'ttl']),
    set,
    ...given({
      key: key && {
        name: nameOf(planning, key.name, scope, [...path, 'key', 'name']),
        algorithm: key.algorithm ?? 'hmac-sha256',
        secret: key.secret,
      },
    }),
    resolvers: resolversOf(planning, dns.resolvers, {
      scope,
      path,
      someOf: (found, at, message) => {
        if (found.length === 0) report(planning, 'plan.no-hosts', at, message);
        return found;
      },
    }),
  };
}

/** One server: an update that two would take is none that can be proven. */
function serverOf(planning: Planning, dns: NonNullable<StepDocument['dns']>, scope: Scope, path: Path): PlanNameServer {
  const before = planning.problems.all.length;
  const [server, ...others] = nameServersOf(planning, dns.server, scope, [...path, 'server']);
  if ((server === undefined || others.length > 0) && planning.problems.all.length === before) {
    const found = server === undefined ? 'no host' : `${others.length + 1} hosts`;
    const message = `${dns.server} has ${found}. Name the one primary server that takes the update.`;
    report(planning, 'plan.no-hosts', [...path, 'server'], message);
  }
  const nowhere = { at: { address: '' }, port: 53 };
  if (server === undefined || dns.port === undefined) return server ?? nowhere;
  return { ...server, port: planning.templates.count(dns.port, portLimits, scope, [...path, 'port']) };
}
