import type { HostId, StepId } from '../../../src-shared/base/ids.ts';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import { changesWorld, stepOf } from '../../../src-shared/run/plan-index.ts';
import type { AttemptState, RunState, StepState, TerminalState } from '../../../src-shared/run/state.ts';

/** One attempt of a step on one host: to be looked at. */
export interface AttemptTab {
  readonly kind: 'attempt';
  readonly id: string;
  readonly host: HostId | 'app';
  readonly step: StepId;
  readonly stepTitle: string;
  readonly attempt: AttemptState;
  /** The last one of its host, or an earlier one. */
  readonly newest: boolean;
  /** More than one was made on this host. */
  readonly numbered: boolean;
  /** A script runs, or an attempt says what it does: there is something to read. */
  readonly scripted: boolean;
  readonly tty: boolean;
}

/** A shell that a person was given. */
export interface ShellTab {
  readonly kind: 'shell';
  readonly id: string;
  readonly host: HostId;
  readonly shell: TerminalState;
}

export type DockTab = AttemptTab | ShellTab;

/** A strip of more tabs helps nobody: the rest is on the page of recordings. */
const mostTabs = 60;

/**
 * Tabs for the step that is looked at: its attempts by host, its shells, and any other shell that is open, because somebody
 * works in it. Without a step: everything that ran, newest first.
 */
export function dockTabs(state: RunState, step: StepId | undefined): readonly DockTab[] {
  if (step === undefined) {
    const all = [...state.steps.values()].flatMap(({ id }) => attemptTabs(state, id));
    return [...all, ...state.terminals.map(shellTab)]
      .sort((a, b) => beganAt(b).localeCompare(beganAt(a)))
      .slice(0, mostTabs);
  }
  const shells = state.terminals.filter((one) => one.step === step || one.closed === undefined);
  return [...attemptTabs(state, step).slice(0, mostTabs), ...shells.map(shellTab)];
}

/** What one wants to see of a step: the shell that is open, what runs, what went wrong, else the newest. */
export function preferredTab(tabs: readonly DockTab[]): DockTab | undefined {
  const newest = [...tabs].sort((a, b) => beganAt(b).localeCompare(beganAt(a)));
  return (
    newest.find((tab) => tab.kind === 'attempt' && tab.attempt.ended === undefined) ??
    newest.find((tab) => tab.kind === 'shell' && tab.shell.closed === undefined) ??
    newest.find((tab) => tab.kind === 'attempt' && tab.newest && tab.attempt.ended?.outcome !== 'passed') ??
    newest.find((tab) => tab.kind === 'attempt' && tab.scripted) ??
    newest[0]
  );
}

/** The mark of an attempt. A rehearsal that sent nothing proved nothing. */
export function attemptMark({ ended }: AttemptState): StepState {
  if (ended === undefined) return 'running';
  return ended.end.kind === 'simulated' ? 'not-applicable' : ended.outcome;
}

/** Name under which output is shown live; also that of the file, where it holds no strange characters. */
export function recordingName(step: StepId, attempt: number, host: string): string {
  return `${step.replaceAll('/', '.').replaceAll('@', '.')}.${attempt}.${host}`;
}

function attemptTabs(state: RunState, id: StepId): readonly AttemptTab[] {
  const run = state.steps.get(id);
  const step = stepOf(state, id);
  if (run === undefined || step === undefined) return [];
  return run.hosts.flatMap(({ host, attempts }) =>
    attempts
      .map((attempt, at): AttemptTab => ({
        kind: 'attempt',
        id: `${id} ${attempt.number} ${host}`,
        host,
        step: id,
        stepTitle: step.title,
        attempt,
        newest: at === attempts.length - 1,
        numbered: attempts.length > 1,
        scripted: changesWorld(step) || looksOn(step),
        tty: step.action.kind === 'run' && step.action.tty,
      }))
      .toReversed(),
  );
}

/** A check that goes on looking says what it sees. */
function looksOn({ action, timing }: PlanStep): boolean {
  return action.kind === 'check' && (timing.withinMs ?? 0) + (timing.forMs ?? 0) > 0;
}

function shellTab(shell: TerminalState): ShellTab {
  return { kind: 'shell', id: shell.terminal, host: shell.host, shell };
}

function beganAt(tab: DockTab): string {
  return tab.kind === 'attempt' ? tab.attempt.startedAt : tab.shell.openedAt;
}
