import type { HostId } from '../../../src-shared/base/ids.ts';
import { planPeople } from '../../../src-shared/plan/plan-people.ts';
import type { PlanRole } from '../../../src-shared/plan/plan.ts';
import type { InventoryEntry } from '../../../src-shared/rpc/library-calls.ts';
import type { ParameterDocument, RunbookDocument } from '../../../src-shared/runbook/runbook-schema.ts';
import { asId, type RunId } from '../../../src-shared/base/ids.ts';
import type { CallParams } from '../../../src-shared/rpc/calls.ts';
import { useCall, type Called } from '../../state/use-call.ts';
import { clashingRoles, parameterFaults, type FieldFault } from './checks.ts';
import type { Draft } from './draft.ts';
import { destructiveHosts } from './simulated-hosts.ts';
import { usePlan, type Planned } from './use-plan.ts';
import { useRunbook, type ReadRunbook } from './use-runbook.ts';

/** All that the page of a new run shows, worked out from what was filled in. */
export interface NewRun {
  /** What was filled in, with what follows from it: the one inventory that fits, the one mode that is possible. */
  readonly draft: Draft;
  readonly runbook: ReadRunbook;
  readonly document: RunbookDocument | undefined;
  readonly inventories: Called<readonly InventoryEntry[]>;
  readonly practice: boolean;
  readonly planned: Planned;
  readonly planAgain: () => void;
  readonly parameters: Readonly<Record<string, ParameterDocument>>;
  readonly faults: ReadonlyMap<string, FieldFault>;
  readonly roles: readonly PlanRole[];
  readonly clashes: ReadonlyMap<string, PlanRole>;
  readonly destructive: readonly HostId[];
}

export function useNewRun(filled: Draft, secrets: Readonly<Record<string, string>>): NewRun {
  const runbook = useRunbook(filled.runbook);
  const document = runbook.kind === 'there' ? runbook.view.document : undefined;
  const [inventories] = useCall('inventories.list', filled.runbook === '' ? {} : { runbook: filled.runbook }, [
    'library',
    'lab',
  ]);
  const entries = inventories.kind === 'there' ? inventories.value : [];
  const fitting = entries.filter(({ fits }) => fits);
  const only = fitting.length === 1 ? fitting[0]?.file : undefined;
  const inventory = filled.inventory === '' ? (only ?? '') : filled.inventory;
  const [planned, planAgain] = usePlan(planParams({ ...filled, inventory }, document, secrets));
  const plan = planned.made?.plan;
  const practice = entries.find(({ file }) => file === inventory)?.practice ?? plan?.inventory.practice ?? false;
  const draft: Draft = { ...filled, inventory, mode: practice ? 'rehearsal' : filled.mode };
  const parameters = document?.parameters ?? {};
  const roles = document === undefined ? [] : Object.values(planPeople(document.people));
  return {
    draft,
    runbook,
    document,
    inventories,
    practice,
    planned,
    planAgain,
    parameters,
    faults: parameterFaults(parameters, draft.set, planned.problems),
    roles,
    clashes: clashingRoles(roles, draft.people),
    destructive: plan === undefined ? [] : destructiveHosts(plan.steps),
  };
}

/** Undefined while there is nothing to plan. Values of another runbook that was chosen before are left out. */
function planParams(
  draft: Draft,
  document: RunbookDocument | undefined,
  secrets: Readonly<Record<string, string>>,
): CallParams<'plan.make'> | undefined {
  if (document === undefined || draft.inventory === '') return undefined;
  return {
    runbook: draft.runbook,
    inventory: draft.inventory,
    set: valuesFor(draft, document),
    secrets: Object.keys(secretsFor(secrets, document)),
    ...(draft.follow === undefined ? {} : { follow: asId<RunId>(draft.follow) }),
  };
}

export function valuesFor({ set }: Draft, { parameters = {} }: RunbookDocument): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(set).filter(([id]) => Object.hasOwn(parameters, id)));
}

export function secretsFor(
  secrets: Readonly<Record<string, string>>,
  { parameters = {} }: RunbookDocument,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(secrets).filter(([id]) => parameters[id]?.type === 'secret'));
}
