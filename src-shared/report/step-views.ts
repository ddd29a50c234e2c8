import { stepWork } from '../plan/step-hosts.ts';
import type { PlanStep } from '../plan/plan.ts';
import { runNameOf } from '../run/acceptance.ts';
import { shownDescription } from '../run/context.ts';
import { reportedFailure } from '../run/decide-steps.ts';
import { activeSteps } from '../run/plan-index.ts';
import type { EvidenceRef } from '../run/facts.ts';
import { waitingStep } from '../run/evolve.ts';
import type { JournalRecord } from '../run/record.ts';
import type { AttemptState, RunState, StepRunState } from '../run/state.ts';
import type { AttemptView, EvidenceView, FileNumber, StepView } from './model.ts';
import { splitEnv } from './host-env.ts';
import { personWords } from './person-words.ts';
import { actionWords, attemptLines, endWords, expectationWords, isScript, undoWords } from './step-words.ts';
import { terminalViews } from './terminal-views.ts';
import type { ReportTexts } from './texts/en.ts';

interface StepSource {
  readonly state: RunState;
  readonly events: readonly JournalRecord[];
  /** The register, which gives the files of people their numbers. */
  readonly evidence: readonly EvidenceView[];
}

/** The steps of the change, then those that a rollback ran; a planned rollback that never began is left out. */
export function executedSteps(state: RunState): readonly PlanStep[] {
  const main = state.plan.steps.filter(({ section }) => section === 'main');
  return state.rollback === undefined ? main : [...main, ...activeSteps(state)];
}

/** The step log: each step as it was carried out, in the order of the plan. */
export function stepViews(source: StepSource, texts: ReportTexts): readonly StepView[] {
  return executedSteps(source.state).map((step) => stepView(source, step, texts));
}

function stepView(source: StepSource, step: PlanStep, texts: ReportTexts): StepView {
  const { state, events, evidence } = source;
  const run = state.steps.get(step.id) ?? waitingStep(step);
  const undo = undoWords(step, texts);
  const env = splitEnv(stepWork(step), texts);
  const asked = run.asked?.text ?? '';
  const description = shownDescription(state, step);
  return {
    id: step.id,
    title: step.title,
    phase: step.phase,
    kind: step.action.kind,
    ...(description === undefined ? {} : { description }),
    state: run.state,
    simulated: run.simulated,
    overridden: run.overridden,
    ...notDone(state, step, run),
    why: run.why,
    ...(run.startedAt === undefined ? {} : { startedAt: run.startedAt }),
    ...(run.endedAt === undefined ? {} : { endedAt: run.endedAt }),
    destructive: step.destructive,
    // What a person was shown has its values; the plan may still hold templates.
    action: asked === '' ? actionWords(state.plan, step, texts) : asked,
    script: isScript(step),
    env: env.same,
    hostEnv: { names: env.names, rows: env.rows },
    expectations: expectationWords(step, texts),
    ...(undo === undefined ? {} : { undo }),
    undoScript: step.undo?.kind === 'run',
    guards: run.guards.map((one) => ({
      step: one.guard,
      result: texts.preflight[one.result],
      detail: one.detail,
      at: one.at,
    })),
    attempts: run.hosts.flatMap(({ attempts }) => attempts.map((one) => attemptView(one, texts))),
    terminals: terminalViews(state, step.id, texts),
    ...confirmedView(step, run, evidence, texts),
    ...choiceView(step, run, events),
    reports: run.reports.map((one) => ({
      at: one.at,
      by: personWords(one.by),
      reason: one.reason,
      scripted: one.scripted,
      settles: run.state === 'failed' && run.why === reportedFailure(one),
      evidence: numbersOf(one.evidence, evidence),
    })),
  };
}

/** What waited when the run ended, or when a rollback took over, waits for nobody any more. */
export function notDone(state: RunState, step: PlanStep, run: StepRunState | undefined): { readonly notDone?: true } {
  const is = run?.state ?? 'waiting';
  const isOpen = is === 'waiting' || is === 'ready' || is === 'needs-person';
  const isOver = (state.rollback !== undefined && step.section === 'main') || overStates.has(runNameOf(state));
  return isOpen && isOver && state.startedAt !== undefined ? { notDone: true } : {};
}

const overStates = new Set<string>(['completed', 'failed', 'aborted', 'rolled-back']);

function confirmedView(
  step: PlanStep,
  run: StepRunState,
  evidence: StepSource['evidence'],
  texts: ReportTexts,
): Pick<StepView, 'confirmed'> {
  const { confirmed } = run;
  if (confirmed === undefined) return {};
  const { onWordOf } = confirmed;
  return {
    confirmed: {
      by: personWords(confirmed.by),
      ...(confirmed.note === undefined ? {} : { note: confirmed.note }),
      answers: answersOf(step, confirmed.answers, texts),
      ...(onWordOf === undefined ? {} : { onWordOf: `${onWordOf.name} (${onWordOf.organisation}), ${onWordOf.how}` }),
      scripted: confirmed.scripted,
      evidence: numbersOf(confirmed.evidence, evidence),
    },
  };
}

/** The same file may have been given twice: the very reference tells which number is whose. */
function numbersOf(files: readonly EvidenceRef[], evidence: StepSource['evidence']): readonly FileNumber[] {
  return evidence.flatMap(({ number, file }) =>
    file !== undefined && files.includes(file) ? [{ number, name: file.name }] : [],
  );
}

/** Each answer beside its question, as it was asked and in the order of asking. */
function answersOf(
  { action }: PlanStep,
  answers: Readonly<Record<string, unknown>>,
  texts: ReportTexts,
): readonly (readonly [question: string, answer: string])[] {
  const asked = action.kind === 'manual' || action.kind === 'terminal' ? action.ask : {};
  const place = (name: string): number => asked[name]?.order ?? Object.keys(asked).length;
  return Object.entries(answers)
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([name, value]) => [asked[name]?.title ?? name, plainValue(value, texts)] as const);
}

function plainValue(value: unknown, texts: ReportTexts): string {
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Who chose is in the record only. */
function choiceView(
  { id }: PlanStep,
  { choice }: StepRunState,
  events: StepSource['events'],
): Pick<StepView, 'choice'> {
  if (choice === undefined) return {};
  const made = events.findLast((event) => event.type === 'choice-made' && event.data.step === id);
  if (made?.type !== 'choice-made') return { choice: { option: choice } };
  const { by, scripted } = made.data;
  return { choice: { option: choice, by: personWords(by), at: made.at, scripted } };
}

function attemptView({ number, started, startedAt, ended }: AttemptState, texts: ReportTexts): AttemptView {
  const base = { host: started.host, number, undo: started.purpose === 'undo', startedAt };
  if (ended === undefined) {
    return { ...base, end: texts.steps.ends.running, outcome: 'running', why: '', lines: [], leftRunning: false };
  }
  return {
    ...base,
    durationMs: ended.durationMs,
    end: endWords(ended.end, texts),
    outcome: ended.outcome,
    why: ended.why,
    lines: attemptLines(ended),
    ...(ended.recording === undefined ? {} : { recording: ended.recording }),
    leftRunning: ended.leftRunning === true,
  };
}
