import { indexOf, stepOf } from '../../../src-shared/run/plan-index.ts';
import type { RecordingRef } from '../../../src-shared/run/facts.ts';
import type { RunState, StepState } from '../../../src-shared/run/state.ts';
import type { TypedLine } from '../../../src-shared/run/terminal-end.ts';
import { attemptMark } from './dock-tabs.ts';

export type RecordingKind = 'step' | 'undo' | 'evidence' | 'shell';

/** A recording of the run, with what it is about. */
export interface RunRecording {
  readonly ref: RecordingRef;
  readonly kind: RecordingKind;
  /** Of the step or the case; empty for a shell outside a step. */
  readonly title: string;
  readonly host: string;
  readonly attempt?: number;
  /** ISO 8601, UTC: when it began. */
  readonly at: string;
  readonly durationMs?: number;
  readonly mark?: StepState;
  /** It was made in a terminal of this width on the host: 200 for steps, for shells as the file says. */
  readonly terminal: 'none' | 'step' | 'shell';
  readonly typed: readonly TypedLine[];
  readonly typedLeftOut: number;
}

/** Every recording that a fact vouches for, newest first. */
export function runRecordings(state: RunState): readonly RunRecording[] {
  const all = [...attemptRecordings(state), ...evidenceRecordings(state), ...shellRecordings(state)];
  return all.sort((a, b) => b.at.localeCompare(a.at));
}

/** Those that have every word of `filter` in what is shown of them. */
export function filterRecordings(
  all: readonly RunRecording[],
  kinds: readonly RecordingKind[],
  filter: string,
): readonly RunRecording[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ kind, title, host, ref }) => {
    const text = `${title} ${host} ${ref.file}`.toLowerCase();
    return kinds.includes(kind) && words.every((word) => text.includes(word));
  });
}

const untyped = { typed: [], typedLeftOut: 0 } as const;

function attemptRecordings(state: RunState): RunRecording[] {
  return [...state.steps.values()].flatMap(({ id, hosts }) =>
    hosts.flatMap(({ host, attempts }) =>
      attempts.flatMap((attempt): RunRecording[] => {
        const ref = attempt.ended?.recording;
        const step = stepOf(state, id);
        if (ref === undefined || attempt.ended === undefined) return [];
        return [
          {
            ref,
            kind: attempt.started.purpose,
            title: step?.title ?? id,
            host,
            attempt: attempt.number,
            at: attempt.startedAt,
            durationMs: attempt.ended.durationMs,
            mark: attemptMark(attempt),
            terminal: step?.action.kind === 'run' && step.action.tty ? 'step' : 'none',
            ...untyped,
          },
        ];
      }),
    ),
  );
}

function evidenceRecordings(state: RunState): RunRecording[] {
  const { case: cases } = indexOf(state.plan);
  return [...state.cases.values()].flatMap(({ id, evidence }) =>
    evidence.flatMap(({ recording, host, at }): RunRecording[] => {
      if (recording === undefined) return [];
      const title = cases.get(id)?.case.title ?? id;
      return [{ ref: recording, kind: 'evidence', title, host, at, terminal: 'none', ...untyped }];
    }),
  );
}

function shellRecordings(state: RunState): RunRecording[] {
  return state.terminals.flatMap(({ step, host, openedAt, closed }): RunRecording[] => {
    if (closed?.recording === undefined) return [];
    const { recording: ref, durationMs, typed, typedLeftOut } = closed;
    const title = step === undefined ? '' : (stepOf(state, step)?.title ?? step);
    return [{ ref, kind: 'shell', title, host, at: openedAt, durationMs, terminal: 'shell', typed, typedLeftOut }];
  });
}
