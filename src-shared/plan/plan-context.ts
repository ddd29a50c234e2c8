import type { HostId } from '../base/ids.ts';
import type { PlanHost, PlanParameter, PlanTarget } from './plan.ts';

/** What CEL sees of a host: `host`, a `forEach` name, `targets.<id>.host`. No login data. */
export function hostView(host: PlanHost): Readonly<Record<string, unknown>> {
  const { id, name, address, port, platform, vars, site = '' } = host;
  return { id, name, address, port, platform, site, vars };
}

/** The names that are known at planning, whatever the step: `params` without secrets, `targets`. */
export function planContext(
  parameters: Readonly<Record<string, PlanParameter>>,
  targets: Readonly<Record<string, PlanTarget>>,
  hostOf: (id: HostId) => PlanHost,
): Readonly<Record<string, unknown>> {
  const params = Object.entries(parameters).flatMap(([id, one]) => (one.type === 'secret' ? [] : [[id, one.value]]));
  const bound = Object.values(targets).map((target) => {
    const hosts = target.hosts.map((id) => hostView(hostOf(id)));
    // `.host` is there only where it says which one is meant.
    return [target.id, { ...(hosts.length === 1 ? { host: hosts[0] } : {}), hosts }];
  });
  return { params: Object.fromEntries(params) as unknown, targets: Object.fromEntries(bound) as unknown };
}
