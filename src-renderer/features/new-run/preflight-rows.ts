import type { HostId, StepId } from '../../../src-shared/base/ids.ts';
import type { PlanHost, PlanStep } from '../../../src-shared/plan/plan.ts';
import { indexOf } from '../../../src-shared/run/plan-index.ts';
import { preflightChecks } from '../../../src-shared/run/preflight.ts';
import type { PreflightState, RunState } from '../../../src-shared/run/state.ts';

export interface HostRow {
  readonly host: PlanHost;
  readonly mayBeDark: boolean;
  readonly probe: PreflightState['hosts'][string] | undefined;
  readonly accepted: PreflightState['accepted'][string] | undefined;
}

export interface CheckRow {
  readonly step: PlanStep;
  readonly taken: PreflightState['checks'][string] | undefined;
  readonly accepted: PreflightState['accepted'][string] | undefined;
}

/** Every host that preflight connects to: those with a login and a part in the plan. */
export function hostRows({ plan, preflight }: RunState): readonly HostRow[] {
  const targets = Object.values(plan.targets);
  const used = new Set(targets.flatMap(({ hosts }) => hosts));
  const dark = new Set<HostId>(targets.filter(({ mayBeDark }) => mayBeDark).flatMap(({ hosts }) => hosts));
  return Object.values(plan.inventory.hosts)
    .filter((host) => host.login && used.has(host.id))
    .map((host) => ({
      host,
      mayBeDark: dark.has(host.id),
      probe: preflight.hosts[host.id],
      accepted: preflight.accepted[host.id],
    }));
}

/** The checks that must hold before the start, those that are only shown, and what copies would change. */
export function checkRows(state: RunState): {
  readonly required: readonly CheckRow[];
  readonly shown: readonly CheckRow[];
  readonly copies: readonly CheckRow[];
} {
  const { step } = indexOf(state.plan);
  const { checks, accepted } = state.preflight;
  const rowsOf = (ids: readonly string[]): readonly CheckRow[] =>
    ids.flatMap((id) => {
      const found = step.get(id as StepId);
      return found === undefined ? [] : [{ step: found, taken: checks[id], accepted: accepted[id] }];
    });
  const { required, shown } = preflightChecks(state);
  const others = rowsOf(shown);
  const isCopy = ({ step: { action } }: CheckRow): boolean => action.kind === 'copy';
  return {
    required: rowsOf(required),
    shown: others.filter((row) => !isCopy(row)),
    copies: others.filter(isCopy),
  };
}

export type PreflightStage = 'none' | 'running' | 'broken' | 'old' | 'taken';

/** Where preflight stands at a moment; `held`: its program is the one that runs now. */
export function preflightStage({ preflight }: RunState, now: number, held: boolean, freshMs: number): PreflightStage {
  if (preflight.startedAt === undefined) return 'none';
  if (preflight.finishedAt === undefined) return held ? 'running' : 'broken';
  return now - Date.parse(preflight.finishedAt) > freshMs ? 'old' : 'taken';
}

/** Problems that count no more because somebody answers for them: how many, and who. */
export function acceptedProblems({ preflight }: RunState): { readonly count: number; readonly by: string } {
  const hosts = Object.values(preflight.hosts).filter(({ ok, required }) => !ok && required);
  const checks = Object.values(preflight.checks).filter(({ result, required }) => result !== 'true' && required);
  const accepted = [...hosts.map(({ host }) => host), ...checks.map(({ step }) => step)].flatMap(
    (subject) => preflight.accepted[subject] ?? [],
  );
  return { count: accepted.length, by: [...new Set(accepted.map(({ by }) => by.name))].join(', ') };
}
