import { assertNever } from '../base/assert-never.ts';
import type { PlanQuestion, PlanStep } from '../plan/plan.ts';
import { questionsInOrder } from '../plan/questions-in-order.ts';
import { parameterFault } from '../runbook/parameter-value.ts';
import { settled } from './begin-step.ts';
import type { Circumstances, Command, Decision } from './commands.ts';
import type { Fact, FactData } from './facts.ts';
import { openSteps } from './order.ts';
import { activeSteps } from './plan-index.ts';
import { rollbackItems, undecidedUnknowns, undoneBy } from './rollback-items.ts';
import type { RunState, RunStateName, StepRunState } from './state.ts';

type StepCommand = Extract<
  Command,
  {
    readonly type:
      | 'confirm'
      | 'report-failure'
      | 'choose'
      | 'decide-failure'
      | 'decide-unknown'
      | 'skip'
      | 'override-guard'
      | 'stop-step';
  }
>;

const refuse = (refusal: string): Decision => ({ ok: false, refusal });
const accept = (...facts: readonly Fact[]): Decision => ({ ok: true, facts });

const endedStates: ReadonlySet<RunStateName> = new Set(['completed', 'failed', 'aborted', 'rolled-back', 'sealed']);

/** How old a guard may be at the moment of confirming, in milliseconds. */
const guardFreshMs = 10_000;

/** What a person says about one step. */
export function decideSteps(state: RunState, command: StepCommand, given: Circumstances): Decision {
  const step = activeSteps(state).find((one) => one.id === command.step);
  const run = state.steps.get(command.step);
  if (run === undefined) return refuse(`There is no step ${command.step}.`);
  const ended = endedStates.has(state.name);
  if (command.type === 'decide-unknown') return decideUnknown(run, command, ended);
  if (ended) return refuse(`The run is ${state.name}: roll back, or make a run that follows it.`);
  if (step === undefined) return refuse(`${command.step} is not part of what runs now.`);
  switch (command.type) {
    case 'confirm':
      return comesLater(state, step) ?? confirm(step, run, command, given.now);
    case 'report-failure':
      return reportFailure(step, run, command);
    case 'choose':
      return comesLater(state, step) ?? choose(step, run, command);
    case 'decide-failure':
      return decideFailure(state, step, run, command);
    case 'skip':
      return skip(run, command);
    case 'override-guard':
      return overrideGuard(step, run, command);
    case 'stop-step': {
      const { step: id, by, reason } = command;
      if (!state.busy.has(id)) return refuse(`${id} is not running.`);
      return accept({ type: 'stop-requested', data: { step: id, by, reason } });
    }
    default:
      return assertNever(command, 'step command');
  }
}

/** RUN-13: while an earlier phase is open again (a debt is paid, a proof is repeated), what people had open waits too. */
export function comesLater(state: RunState, step: PlanStep): Decision | undefined {
  const [first] = openSteps(state, activeSteps(state));
  if (first === undefined || first.phase === step.phase) return undefined;
  return refuse(
    `STOP: ${first.id} comes first (${state.steps.get(first.id)?.why ?? ''}). ${step.id} stays open until then.`,
  );
}

/** RUN-22: a confirmation counts once, with its answers and evidence, while every guard holds at that moment. */
function confirm(
  step: PlanStep,
  run: StepRunState,
  command: Extract<Command, { type: 'confirm' }>,
  now: number,
): Decision {
  const { action } = step;
  if ((action.kind !== 'manual' && action.kind !== 'terminal') || run.state !== 'needs-person')
    return refuse(`${step.id} is ${run.state}: there is nothing to confirm.`);
  if (run.confirmed !== undefined) return refuse(`${step.id} was confirmed by ${run.confirmed.by.name}.`);
  const missing = questionsInOrder(action.ask).filter(
    ([id, question]) => question.required && (command.answers[id] === undefined || command.answers[id] === ''),
  );
  if (missing.length > 0) return refuse(`${step.id} asks for ${missing.map(([id]) => id).join(', ')}.`);
  const wrong = Object.entries(command.answers).flatMap(([id, value]) => faultOf(id, value, action.ask[id]));
  if (wrong.length > 0) return refuse(`${step.id}: ${wrong.join('; ')}.`);
  if (action.evidence === 'required' && command.evidence.length === 0) {
    return refuse(`${step.id} asks for evidence: give a file with the confirmation.`);
  }
  if (run.guardOverridden === undefined) {
    const bad = step.guard.find((id) => {
      const taken = run.guards.find((one) => one.guard === id);
      return taken?.result !== 'true' || now - Date.parse(taken.at) > guardFreshMs;
    });
    if (bad !== undefined) {
      const detail = run.guards.find((one) => one.guard === bad)?.detail ?? 'not taken';
      return refuse(
        `STOP: the guard ${bad} does not hold now (${detail}). Say whether it was done already: override it with a reason, or skip.`,
      );
    }
  }
  const { type: _, ...data } = command;
  return accept({ type: 'step-confirmed', data });
}

/**
 * RUN-25: that something did not work may be said at any time, also while a guard does not hold or an earlier phase is
 * open again: it lets nothing begin.
 */
function reportFailure(
  step: PlanStep,
  run: StepRunState,
  command: Extract<Command, { type: 'report-failure' }>,
): Decision {
  const { kind } = step.action;
  if ((kind !== 'manual' && kind !== 'terminal') || run.state !== 'needs-person')
    return refuse(`${step.id} is ${run.state}: nobody is at work on it.`);
  if (run.confirmed !== undefined) return refuse(`${step.id} was confirmed by ${run.confirmed.by.name}.`);
  if (run.skipped !== undefined) return refuse(`${step.id} was skipped by ${run.skipped.by.name}.`);
  if (command.reason.trim() === '') return refuse('Say what did not work: a reported failure needs a reason.');
  const { type: _, ...data } = command;
  return accept({ type: 'failure-reported', data }, settled(step, 'failed', reportedFailure(data)));
}

/** Why a step failed of which a person said so. */
export function reportedFailure({ by, reason }: Pick<FactData['failure-reported'], 'by' | 'reason'>): string {
  return `${by.name} reported that it did not work: ${reason}`;
}

/** What is wrong with an answer, in words; an answer that nobody asked for is wrong too. */
function faultOf(id: string, value: unknown, question: PlanQuestion | undefined): readonly string[] {
  if (question === undefined) return [`nothing asks for \`${id}\``];
  if (value === undefined || value === '') return [];
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    return [`\`${id}\` is no plain value`];
  }
  const text = ['integer', 'number', 'port', 'boolean'].includes(question.type) ? value : String(value);
  const expected = parameterFault(question.type, text, question.choices ?? []);
  return expected === undefined ? [] : [`\`${id}\` is \`${String(value)}\`, expected ${expected}`];
}

function choose(step: PlanStep, run: StepRunState, command: Extract<Command, { type: 'choose' }>): Decision {
  if (run.state !== 'needs-person' || step.action.kind !== 'choose')
    return refuse(`${step.id} is ${run.state}: there is nothing to choose.`);
  if (run.choice !== undefined) return refuse(`${step.id}: ${run.choice} was chosen.`);
  const options = run.asked?.options ?? [];
  if (!options.includes(command.option))
    return refuse(`${step.id} offers ${options.join(', ')}, not ${command.option}.`);
  const { type: _, ...data } = command;
  return accept({ type: 'choice-made', data });
}

function skip(run: StepRunState, command: Extract<Command, { type: 'skip' }>): Decision {
  if (command.reason.trim() === '') return refuse('Skipping a step needs a reason.');
  const { step, by, reason } = command;
  const fact: Fact = { type: 'step-skipped', data: { step, by, reason } };
  switch (run.state) {
    case 'needs-person':
      return accept(fact);
    case 'waiting':
    case 'ready':
    case 'failed':
      return accept(fact, {
        type: 'step-settled',
        data: { step, state: 'skipped', why: `${by.name}: ${reason}`, outputs: {} },
      });
    default:
      return refuse(`${step} is ${run.state}: it cannot be skipped.`);
  }
}

function overrideGuard(
  step: PlanStep,
  run: StepRunState,
  command: Extract<Command, { type: 'override-guard' }>,
): Decision {
  const held = run.guards.some((guard) => guard.result !== 'true');
  const open = run.state === 'failed' || run.state === 'needs-person';
  if (step.guard.length === 0 || !held || !open) return refuse(`No guard of ${step.id} stands in the way.`);
  if (command.reason.trim() === '') return refuse('Overriding a guard needs a reason.');
  const { step: id, by, reason } = command;
  return accept({ type: 'guard-overridden', data: { step: id, by, reason } });
}

/** RUN-21: the answers to a failure. Each is a deviation with a name and a reason. */
function decideFailure(
  state: RunState,
  step: PlanStep,
  run: StepRunState,
  command: Extract<Command, { type: 'decide-failure' }>,
): Decision {
  if (run.state !== 'failed') return refuse(`${step.id} is ${run.state}, not failed.`);
  if (command.reason.trim() === '') return refuse('A decision on a failure needs a reason.');
  const { type: _, ...data } = command;
  const decided: Fact = { type: 'failure-decided', data };
  const { choice, by, reason } = command;
  switch (choice) {
    case 'retry':
    case 'continue':
      return accept(decided);
    case 'by-hand':
      // A check is the proof itself: it is taken again. What was run is not run again.
      return step.action.kind === 'check'
        ? accept({ type: 'failure-decided', data: { ...data, choice: 'retry' } })
        : accept(
            decided,
            settled(step, 'passed', `done by hand by ${by.name}: ${reason}`),
            ...undoneBy(state, step.id),
          );
    case 'skip':
      return accept(decided, settled(step, 'skipped', `${by.name}: ${reason}`));
    case 'rollback': {
      const unknown = undecidedUnknowns(state);
      if (state.rollback !== undefined) return refuse('The rollback is under way.');
      if (unknown.length > 0) return refuse(`Say first what became of ${unknown.join(', ')}.`);
      return accept(decided, { type: 'rollback-started', data: { by, reason, undos: rollbackItems(state) } });
    }
    case 'abort':
      if (state.busy.size > 0) return refuse(`Stop first what is under way: ${[...state.busy].join(', ')}.`);
      return accept(decided, { type: 'run-aborted', data: { by, reason } });
    default:
      return assertNever(choice, 'decision on a failure');
  }
}

/** An ended run moves no more, but what became of an unknown must still be said: a rollback needs to know. */
function decideUnknown(
  run: StepRunState,
  command: Extract<Command, { type: 'decide-unknown' }>,
  ended: boolean,
): Decision {
  const host = run.hosts.find((one) => one.host === command.host);
  if (run.state !== 'unknown' || host?.state !== 'unknown')
    return refuse(`${command.step} on ${command.host} is not unknown.`);
  if (command.reason.trim() === '') return refuse('A decision on an unknown needs a reason.');
  if (ended && command.choice === 'run-again')
    return refuse('The run has ended: nothing runs again. Say what became of it.');
  const { type: _, ...data } = command;
  return accept({ type: 'unknown-decided', data });
}
