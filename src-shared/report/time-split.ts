import type { RoleId, StepId } from '../base/ids.ts';
import type { JournalRecord } from '../run/record.ts';
import type { RunState } from '../run/state.ts';
import type { TimeSplit } from './model.ts';

interface Moment {
  readonly started: boolean;
  readonly paused: boolean;
  readonly running: ReadonlySet<string>;
  readonly waiting: ReadonlyMap<StepId, RoleId>;
}

/**
 * Where the time between the start and the end went. A pause is hold; while anything runs it is the machine's; else it
 * is the witness's where only the witness is waited for, and the operator's (or tester's) where another person is.
 * What no one can be blamed for (the app between two steps) counts as the machine's.
 */
export function timeSplit(state: RunState, events: readonly JournalRecord[]): TimeSplit {
  const spent = { machineMs: 0, operatorMs: 0, witnessMs: 0, holdMs: 0 };
  let now: Moment = { started: false, paused: false, running: new Set(), waiting: new Map() };
  let last = 0;
  const end = state.endedAt === undefined ? Infinity : Date.parse(state.endedAt);
  for (const event of events) {
    // Verdicts and signatures weeks after the window do not move the run's clocks.
    const at = Math.min(Date.parse(event.at), end);
    if (now.started && at > last) spent[blame(now)] += at - last;
    last = Math.max(last, at);
    now = after(now, event, state);
  }
  return spent;
}

function blame({ paused, running, waiting }: Moment): keyof TimeSplit {
  if (paused) return 'holdMs';
  if (running.size > 0 || waiting.size === 0) return 'machineMs';
  return [...waiting.values()].every((role) => role === 'witness') ? 'witnessMs' : 'operatorMs';
}

function after(now: Moment, event: JournalRecord, state: RunState): Moment {
  switch (event.type) {
    case 'run-started':
      return { ...now, started: true };
    case 'run-paused':
      return { ...now, paused: true };
    case 'run-continued':
    case 'rollback-started':
      return { ...now, paused: false };
    case 'run-ended':
    case 'run-aborted':
      return { ...now, started: false };
    case 'attempt-started':
      return { ...now, running: new Set([...now.running, attemptKey(event.data)]) };
    case 'attempt-ended': {
      const running = new Set(now.running);
      running.delete(attemptKey(event.data));
      return { ...now, running };
    }
    case 'person-needed':
      return { ...now, waiting: new Map([...now.waiting, [event.data.step, event.data.role]]) };
    case 'signed-off': {
      // A form that the tester has signed waits for the others, who are the witness as a rule.
      const form = state.plan.forms.find(({ id }) => `${id}/sign/${event.data.role}` === event.data.subject);
      if (form === undefined || event.data.role === 'witness' || !now.waiting.has(form.id)) return now;
      return { ...now, waiting: new Map([...now.waiting, [form.id, 'witness' as RoleId]]) };
    }
    case 'step-settled':
    case 'step-confirmed':
    case 'choice-made':
    case 'step-skipped': {
      if (!now.waiting.has(event.data.step)) return now;
      const waiting = new Map(now.waiting);
      waiting.delete(event.data.step);
      return { ...now, waiting };
    }
    default:
      return now;
  }
}

function attemptKey(data: { readonly step: string; readonly host: string; readonly attempt: number }): string {
  return `${data.step} ${data.host} ${data.attempt}`;
}
