import { create } from 'zustand';
import { asId, type CaseId, type RoleId, type StepId } from '../../../src-shared/base/ids.ts';
import { isSatisfied, openSteps } from '../../../src-shared/run/order.ts';
import { activeSteps, indexOf } from '../../../src-shared/run/plan-index.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { waitingFor, type WaitingItem } from '../../../src-shared/run/waiting.ts';

export type StepsView = 'list' | 'graph' | 'time';

interface Looking {
  /** The run that the rest is about: another one starts afresh. */
  readonly run: string;
  readonly step: StepId | undefined;
  /** The view goes with the run; choosing a step by hand ends that. */
  readonly follow: boolean;
  readonly view: StepsView;
  /** Forms that the view went on from, although somebody could still sign them. */
  readonly left: ReadonlySet<StepId>;
  /** The signature that somebody came for: it stands at the foot of a form. */
  readonly signing: string | undefined;
}

/** What is looked at in the cockpit; kept while other pages of the same run are shown. */
export const useLooking = create<Looking>()(() => ({
  run: '',
  step: undefined,
  follow: true,
  view: 'list',
  left: new Set(),
  signing: undefined,
}));

/** Looks at a step by hand: the view no longer follows the run. */
export function lookAt(step: StepId, signing?: string): void {
  useLooking.setState({ step, follow: false, signing });
}

/** Looks at what waits for people: the view goes on with the run when that is done. */
export function lookAtTask(step: StepId, signing?: string): void {
  useLooking.setState({ step, signing });
}

/** Lets a form go that only an optional signature is open of; the view follows the run again. */
export function leaveForm(form: StepId): void {
  useLooking.setState(({ left }) => ({ follow: true, left: new Set([...left, form]), signing: undefined }));
}

const waitingByState = new WeakMap<RunState, readonly WaitingItem[]>();

/** What waits for people, worked out once for each state however many parts show it. */
export function waitingOf(state: RunState): readonly WaitingItem[] {
  const known = waitingByState.get(state);
  if (known !== undefined) return known;
  const made = waitingFor(state);
  waitingByState.set(state, made);
  return made;
}

/** The step that shows what an item is about: a case and a form's signature stand at their form. */
export function stepOfItem(state: RunState, id: string): StepId | undefined {
  if (state.steps.get(asId<StepId>(id)) !== undefined) return asId(id);
  const form = indexOf(state.plan).case.get(asId<CaseId>(id))?.form.id;
  if (form !== undefined) return form;
  const gate = id.includes('/sign/') ? asId<StepId>(id.slice(0, id.lastIndexOf('/sign/'))) : undefined;
  return gate !== undefined && state.steps.get(gate) !== undefined ? gate : undefined;
}

/** Who may still sign a form that the run does not wait for any more; only somebody who is named, until the run is over. */
export function mayStillSign(state: RunState, form: StepId): RoleId | undefined {
  if (state.endedAt !== undefined || state.steps.get(form)?.state !== 'passed') return undefined;
  return waitingOf(state).find(
    ({ id, kind, optional, who }) =>
      kind === 'sign' && optional && stepOfItem(state, id) === form && state.people[who] !== undefined,
  )?.who;
}

/**
 * The step to look at while the view follows: the one that needs somebody, else a running one, else what comes next.
 * What is looked at keeps its place as long as it is one of those: a second thing to do takes nobody's form away. So does
 * a form that was just signed while somebody else, who is named and most often sits beside, may still sign it.
 */
export function followedStep(
  state: RunState,
  current: StepId | undefined,
  left: ReadonlySet<StepId> = new Set(),
): StepId | undefined {
  const grave = waitingOf(state).some(({ kind }) => kind === 'failure' || kind === 'unknown');
  const stays = current !== undefined && !grave && !left.has(current) && mayStillSign(state, current) !== undefined;
  if (stays) return current;
  const waiting = waitingOf(state).flatMap((item) =>
    item.optional || item.kind === 'owed' ? [] : (stepOfItem(state, item.id) ?? []),
  );
  if (waiting.length > 0) return current !== undefined && waiting.includes(current) ? current : waiting[0];
  const active = activeSteps(state);
  const running = active.filter(({ id }) => state.steps.get(id)?.state === 'running').map(({ id }) => id);
  if (running.length > 0) return current !== undefined && running.includes(current) ? current : running[0];
  const failed = active.find(({ id }) => state.steps.get(id)?.state === 'failed');
  if (failed !== undefined && state.endedAt !== undefined) return failed.id;
  if (current !== undefined && state.endedAt !== undefined) return current;
  const next = openSteps(state, active).find((step) => !isSatisfied(state.steps.get(step.id), step));
  return next?.id ?? current ?? active.at(-1)?.id;
}
