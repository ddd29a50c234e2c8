import type { HostId } from '../base/ids.ts';
import type { EnvDocument } from '../runbook/step-schema.ts';
import { totalFault, valueFault } from './env-limits.ts';
import type { Path } from './plan-problem.ts';
import { report } from './plan-problem.ts';
import type { HostWork, PlanValue } from './plan.ts';
import type { Planning } from './planning.ts';
import type { Scope } from './scope.ts';

/** One `env` block and where it stands; of several the later wins, name by name. */
export interface EnvLayer {
  readonly env: EnvDocument | undefined;
  readonly path: Path;
}

/** What scripts of one place inherit, and what their texts may name. */
export interface Place {
  readonly scope: Scope;
  readonly layers: readonly EnvLayer[];
  readonly path: Path;
}

/** What every script inherits: of compare, probes and unplaced forms this is all. */
export function runbookLayers({ runbook }: Pick<Planning, 'runbook'>): readonly EnvLayer[] {
  return [{ env: runbook.env, path: ['env'] }];
}

/** The share of each host: its own values of all variables. NUL and oversize values are problems at their place. */
export function workOn(planning: Planning, hosts: readonly HostId[], place: Place): readonly HostWork[] {
  const entries = place.layers.flatMap(({ env, path }) =>
    Object.entries(env ?? {}).map(([name, value]) => ({ name, value, path: [...path, name] })),
  );
  return hosts.map((host) => {
    const scope: Scope = { bindings: place.scope.bindings, host };
    const env: Record<string, PlanValue> = {};
    for (const { name, value, path } of entries) {
      const known = planning.templates.env(value, scope, path);
      const fault = 'value' in known ? valueFault(known.value) : undefined;
      if (fault !== undefined)
        report(planning, 'plan.env-invalid', path, `The value of ${name} cannot be given: ${fault}.`);
      env[name] = known;
    }
    const fault = totalFault(env);
    if (fault !== undefined) report(planning, 'plan.env-invalid', place.path, `On ${host} ${fault}.`);
    return { host, env };
  });
}
