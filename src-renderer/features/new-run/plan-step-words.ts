import { assertNever } from '../../../src-shared/base/assert-never.ts';
import type { PlanCheck, PlanMatch, PlanQuestion, PlanStep } from '../../../src-shared/plan/plan.ts';
import { copyLines, messageLines } from '../../../src-shared/plan/deed-lines.ts';
import { questionsInOrder } from '../../../src-shared/plan/questions-in-order.ts';
import { dnsChangeLines, endpointNames, worldLines } from '../../../src-shared/plan/world-lines.ts';
import { formatDuration } from '../../../src-shared/runbook/duration.ts';
import type { planTexts } from './plan-texts.ts';

type Words = (typeof planTexts)['en'];

/** What is to be done, beside a script: instructions, questions, what a check looks at. */
export function taskLines({ action, timing }: PlanStep, { detail }: Words): readonly string[] {
  switch (action.kind) {
    case 'run':
      return [];
    case 'check':
      return checkLines(action.check, detail);
    case 'manual':
    case 'terminal':
      return [
        action.instructions.trim(),
        ...questions(action.ask, detail),
        ...(action.evidence === 'required' ? [detail.evidenceRequired] : []),
      ];
    case 'wait':
      return ['until' in action ? detail.waitsUntil(action.until) : detail.waits(formatDuration(action.forMs))];
    case 'choose':
      return [`${detail.options}: ${'cel' in action.options ? action.options.cel : action.options.join(' | ')}`];
    case 'form':
      return [detail.form];
    case 'sign':
      return [detail.signs(action.statement)];
    case 'dns':
      return dnsChangeLines(action, timing.withinMs, detail.world);
    case 'copy':
      return copyLines(action, detail.deeds);
    case 'notify':
      return messageLines(action, detail.deeds);
    default:
      return assertNever(action, 'step kind');
  }
}

function questions(ask: Readonly<Record<string, PlanQuestion>>, detail: Words['detail']): readonly string[] {
  return questionsInOrder(ask).map(([, { title, required }]) => detail.asks(title, required));
}

/** A check that finds `closed` names its control: without it nobody could judge the proof. */
function checkLines(check: PlanCheck, detail: Words['detail']): readonly string[] {
  switch (check.kind) {
    case 'run':
      return [];
    case 'tcp': {
      const { control } = check;
      return [
        detail.tcp(check.ports.join(', '), endpointNames(check.to), check.is, check.from.join(', ')),
        ...(control === undefined ? [] : [detail.control(endpointNames(control.to), control.port)]),
      ];
    }
    case 'http':
    case 'dns':
    case 'sip':
    case 'ping':
      return worldLines(check, detail.world);
    default:
      return assertNever(check, 'check kind');
  }
}

/** What proves that a script worked; exit status 0 alone is what everybody expects and is not said. */
export function expectationLines({ action, expect }: PlanStep, { detail }: Words): readonly string[] {
  if (action.kind !== 'run' && action.kind !== 'check') return [];
  const usual = expect.exit.length === 1 && expect.exit[0] === 0;
  const codes = expect.exit.map((one) => (one === 'lost' ? detail.lost : String(one))).join(' | ');
  const match = (found: PlanMatch): string =>
    [
      ...(found.contains === undefined ? [] : [`${detail.contains} ${JSON.stringify(found.contains)}`]),
      ...(found.matches === undefined ? [] : [`${detail.matches} /${found.matches}/`]),
      ...(found.equals === undefined ? [] : [`${detail.equals} ${JSON.stringify(found.equals)}`]),
      ...(found.not === undefined ? [] : [`${detail.not} (${match(found.not)})`]),
    ].join(', ');
  return [
    ...(usual ? [] : [detail.exit(codes)]),
    ...(expect.stdout === undefined ? [] : [detail.stream('stdout', match(expect.stdout))]),
    ...(expect.stderr === undefined ? [] : [detail.stream('stderr', match(expect.stderr))]),
    ...(expect.that === undefined ? [] : [expect.that]),
    ...(expect.across === undefined ? [] : [`${detail.across}: ${expect.across}`]),
  ];
}

/** Order, conditions and times: only what differs from the usual, timeouts aside. */
export function ruleLines(step: PlanStep, { detail }: Words): readonly string[] {
  const { timing } = step;
  const time = (ms: number | undefined, of: (text: string) => string): readonly string[] =>
    ms === undefined ? [] : [of(formatDuration(ms))];
  return [
    ...(step.needs.length === 0 ? [] : [detail.after(step.needs.join(', '))]),
    ...(step.guard.length === 0 ? [] : [detail.guardedBy(step.guard.join(', '))]),
    ...(step.when === undefined ? [] : [detail.when(step.when)]),
    ...time(timing.withinMs, detail.within),
    ...time(timing.forMs, detail.holdsFor),
    ...time(timing.timeoutMs, detail.timeout),
    ...(timing.retry === undefined ? [] : [detail.retried(timing.retry.times, formatDuration(timing.retry.everyMs))]),
    ...(step.serial === undefined ? [] : [detail.serial(step.serial)]),
    ...(step.unreachable === 'owe' ? [detail.owedWhere] : []),
    ...(step.onFailure === 'ask' ? [] : [detail.onFailure[step.onFailure]]),
    ...(step.mode === 'both' ? [] : [detail.only[step.mode]]),
  ];
}
