import type { HostId, StepId } from '../../src-shared/base/ids.ts';
import type { PlanHost, PlanStep } from '../../src-shared/plan/plan.ts';
import type { ObservedFact } from '../../src-shared/run/commands.ts';
import type { HostProbe } from '../../src-shared/run/facts.ts';
import { indexOf } from '../../src-shared/run/plan-index.ts';
import { atPreflight, preflightChecks } from '../../src-shared/run/preflight.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import type { CheckTaken } from './ports.ts';

export interface PreflightOutside {
  readonly state: RunState;
  readonly observe: (fact: ObservedFact) => Promise<void>;
  readonly probe: (host: PlanHost, required: boolean) => Promise<HostProbe>;
  readonly takeCheck: (step: PlanStep) => Promise<CheckTaken>;
}

/**
 * Every host that has a login and a part in the plan, and the checks that are true or false now. Each is told as soon
 * as it is known: a host that hangs holds back nothing but itself and what is looked at on it. The end is told last.
 */
export async function takePreflight({ state, observe, probe, takeCheck }: PreflightOutside): Promise<void> {
  const probes = new Map(
    probedHosts(state).map(({ host, required }) => {
      const probed = probe(host, required).then(async (data) => {
        await observe({ type: 'preflight-host-probed', data });
        return data.ok || !data.required;
      });
      return [host.id, probed];
    }),
  );
  const take = async (id: string, required: boolean): Promise<boolean> => {
    const step = id as StepId;
    const planned = indexOf(state.plan).step.get(step);
    const asked = planned === undefined ? undefined : atPreflight(state, planned);
    if (asked === undefined) throw new TypeError(`${id} is not taken at preflight`);
    // A check may send values: only where the probe has proved the mark, so each waits for the hosts that it works on.
    await Promise.all(loginsOf(asked).map((host) => probes.get(host) ?? Promise.resolve(true)));
    const { result, detail, outputs } = await takeCheck(asked);
    await observe({ type: 'preflight-check-taken', data: { step, required, result, detail, outputs } });
    return result === 'true' || !required;
  };
  const { required, shown } = preflightChecks(state);
  const held = await Promise.all([
    ...probes.values(),
    ...required.map((id) => take(id, true)),
    ...shown.map((id) => take(id, false)),
  ]);
  await observe({ type: 'preflight-finished', data: { problems: held.filter((one) => !one).length } });
}

/** Not required: the hosts of a target that may be dark. */
function probedHosts({ plan }: RunState): readonly { readonly host: PlanHost; readonly required: boolean }[] {
  const targets = Object.values(plan.targets);
  const dark = new Set(targets.filter(({ mayBeDark }) => mayBeDark).flatMap(({ hosts }) => hosts));
  const used = new Set(targets.flatMap(({ hosts }) => hosts));
  return Object.values(plan.inventory.hosts)
    .filter((host) => host.login && used.has(host.id))
    .map((host) => ({ host, required: !dark.has(host.id) }));
}

/** The hosts on which a check runs something. */
function loginsOf({ action }: PlanStep): readonly HostId[] {
  const check = action.kind === 'check' ? action.check : undefined;
  if (check === undefined) return [];
  if (check.kind === 'run') return check.hosts.map(({ host }) => host);
  return check.from.filter((from): from is HostId => from !== 'app');
}
