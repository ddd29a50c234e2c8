import type { HostId } from '../../../src-shared/base/ids.ts';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { RunMode } from '../../../src-shared/run/facts.ts';
import { hostsOf } from '../../../src-shared/run/plan-index.ts';

/** What decides whether a destructive step really runs (RUN-12). */
export interface Stakes {
  readonly mode: RunMode | undefined;
  readonly practice: boolean;
  readonly allowed: readonly HostId[];
}

export type Simulation =
  { readonly kind: 'none' } | { readonly kind: 'all' } | { readonly kind: 'some'; readonly hosts: readonly HostId[] };

/** The hosts on which a step works; what this machine does itself is left out. */
function namedHostsOf(step: PlanStep): readonly HostId[] {
  return hostsOf(step).filter((host): host is HostId => host !== 'app');
}

/** Where a rehearsal stands in for a destructive step: nothing is sent there. */
export function simulationOf(step: PlanStep, { mode, practice, allowed }: Stakes): Simulation {
  if (!step.destructive || mode !== 'rehearsal' || practice) return { kind: 'none' };
  const hosts = namedHostsOf(step);
  if (hosts.length === 0) return { kind: allowed.length === 0 ? 'all' : 'none' };
  const simulated = hosts.filter((host) => !allowed.includes(host));
  if (simulated.length === 0) return { kind: 'none' };
  return simulated.length === hosts.length ? { kind: 'all' } : { kind: 'some', hosts: simulated };
}

/** The hosts on which the plan destroys something, in the order of its steps. */
export function destructiveHosts(steps: readonly PlanStep[]): readonly HostId[] {
  const hosts = steps.filter((step) => step.destructive).flatMap(namedHostsOf);
  return [...new Set(hosts)];
}
