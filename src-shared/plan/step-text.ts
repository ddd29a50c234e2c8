import { assertNever } from '../base/assert-never.ts';
import { formatDuration } from '../runbook/duration.ts';
import { listOf } from './one-or-more.ts';
import { questionsInOrder } from './questions-in-order.ts';
import type {
  HostWork,
  Plan,
  PlanAction,
  PlanCheck,
  PlanExpect,
  PlanMatch,
  PlanStep,
  PlanUndo,
  PlanValue,
} from './plan.ts';
import { copyLines, messageLines } from './deed-lines.ts';
import { deedWords } from './deed-words.ts';
import { dnsChangeLines, endpointNames, worldLines } from './world-lines.ts';
import { worldWords } from './world-words.ts';

/** One step for people; lines without the heading's indent, each script behind a bar. */
export function stepLines(step: PlanStep, plan: Plan): readonly string[] {
  return [
    `${step.id}  ${step.title}${step.destructive ? '  [DESTRUCTIVE]' : ''}`,
    ...[
      ...listOf(step.description?.trimEnd()),
      ...actionLines(step, plan),
      ...expectLines(step),
      ...ruleLines(step),
      ...(step.undo === undefined ? [] : undoLines(step.undo)),
    ].flatMap((line) => line.split('\n').map((one) => `    ${one}`.trimEnd())),
  ];
}

/** What is done, by whom and where: the first line says it, the rest shows it exactly. */
function actionLines(step: PlanStep, plan: Plan): readonly string[] {
  const { action } = step;
  const by = plan.people[step.by]?.title ?? step.by;
  switch (action.kind) {
    case 'run':
      return [
        `run on ${hostsOf(action.hosts)}${action.tty ? ', with a terminal' : ''}`,
        ...scriptLines(action.script, action.hosts),
      ];
    case 'check':
      return checkLines(action.check);
    case 'manual':
      return personLines(`${by} does and confirms`, action);
    case 'terminal':
      return personLines(`${by} works in a terminal on ${hostsOf(action.hosts)} and confirms`, action);
    case 'wait':
      return ['until' in action ? `wait until ${action.until}` : `wait ${formatDuration(action.forMs)}`];
    case 'choose':
      return [
        `${by} chooses: ${'cel' in action.options ? action.options.cel : action.options.join(' | ')}`,
        ...listOf(action.default === undefined ? undefined : `  first: ${action.default}`),
      ];
    case 'form':
      return [`form ${action.form}, below: verdicts and signatures`];
    case 'sign':
      return [`${by} signs (${action.meaning}${action.optional ? ', optional' : ''}): ${action.statement}`];
    case 'dns':
      return dnsChangeLines(action, step.timing.withinMs, worldWords.en);
    case 'copy':
      return copyLines(action, deedWords.en);
    case 'notify':
      return messageLines(action, deedWords.en);
    default:
      return assertNever(action, 'step kind');
  }
}

function personLines(
  head: string,
  { instructions, ask, evidence }: Extract<PlanAction, { readonly kind: 'manual' | 'terminal' }>,
): readonly string[] {
  return [
    `${head}${evidence === 'required' ? ', with evidence' : ''}:`,
    ...indented(instructions),
    ...questionsInOrder(ask).map(([, one]) => `  asks ${one.title} (${one.type}${one.required ? ', required' : ''})`),
  ];
}

/** A check that finds `closed` names its control: without it an approver could not judge the proof. */
export function checkLines(check: PlanCheck): readonly string[] {
  switch (check.kind) {
    case 'run':
      return [`check by a script on ${hostsOf(check.hosts)}`, ...scriptLines(check.script, check.hosts)];
    case 'tcp': {
      const ports = `port${check.ports.length === 1 ? '' : 's'} ${check.ports.join(', ')}`;
      const control =
        check.control === undefined
          ? []
          : [`  while ${endpointNames(check.control.to)} answers on port ${check.control.port}, from the same places`];
      return [`check from ${check.from.join(', ')}: ${ports} of ${endpointNames(check.to)} ${check.is}`, ...control];
    }
    case 'http':
    case 'dns':
    case 'sip':
    case 'ping':
      return [`check ${check.kind}`, ...worldLines(check, worldWords.en).map((line) => `  ${line}`)];
    default:
      return assertNever(check, 'check kind');
  }
}

/** Exit status 0 alone is what everybody expects: it is not said. */
function expectLines({ expect, capture, action }: PlanStep): readonly string[] {
  const judged = action.kind === 'run' || action.kind === 'check';
  return [
    ...(judged ? expectation(expect) : []),
    ...Object.entries(capture).map(
      ([name, one]) => `keeps ${name}${one.all ? ' (every match)' : ''}: /${one.pattern}/`,
    ),
  ];
}

function expectation(expect: PlanExpect): readonly string[] {
  const usual = expect.exit.length === 1 && expect.exit[0] === 0;
  return [
    ...(usual ? [] : [`expects exit ${expect.exit.join(' or ')}`]),
    ...(expect.stdout === undefined ? [] : [`expects stdout ${match(expect.stdout)}`]),
    ...(expect.stderr === undefined ? [] : [`expects stderr ${match(expect.stderr)}`]),
    ...(expect.that === undefined ? [] : [`expects ${expect.that}`]),
    ...(expect.across === undefined ? [] : [`expects across hosts ${expect.across}`]),
  ];
}

function match({ contains, matches, equals, not }: PlanMatch): string {
  return [
    ...(contains === undefined ? [] : [`contains ${JSON.stringify(contains)}`]),
    ...(matches === undefined ? [] : [`matches /${matches}/`]),
    ...(equals === undefined ? [] : [`equals ${JSON.stringify(equals)}`]),
    ...(not === undefined ? [] : [`not (${match(not)})`]),
  ].join(' and ');
}

/** Order, conditions and times: only what differs from the defaults, timeouts aside. */
function ruleLines(step: PlanStep): readonly string[] {
  const { timing } = step;
  const once = timing.withinMs === undefined && timing.forMs === undefined;
  const times = [
    ...(timing.withinMs === undefined ? [] : [`within ${formatDuration(timing.withinMs)}`]),
    ...(timing.forMs === undefined ? [] : [`for ${formatDuration(timing.forMs)}`]),
    ...(step.action.kind === 'check' ? [once ? 'taken once' : `every ${formatDuration(timing.everyMs)}`] : []),
    ...(timing.timeoutMs === undefined ? [] : [`timeout ${formatDuration(timing.timeoutMs)}`]),
    ...(timing.retry === undefined
      ? []
      : [`tried again ${timing.retry.times} times, ${formatDuration(timing.retry.everyMs)} apart`]),
    ...(step.serial === undefined ? [] : [`${step.serial} host${step.serial === 1 ? '' : 's'} at once`]),
    ...(timing.takesMs === undefined ? [] : [`takes ${formatDuration(timing.takesMs)}`]),
  ];
  return [
    ...(step.needs.length === 0 ? [] : [`after ${step.needs.join(', ')}`]),
    ...(step.guard.length === 0 ? [] : [`guarded by ${step.guard.join(', ')}`]),
    ...(step.when === undefined ? [] : [`when ${step.when}`]),
    ...(times.length === 0 ? [] : [times.join('; ')]),
    ...(step.unreachable === 'owe' ? ['owed where the host does not answer'] : []),
    ...(step.onFailure === 'ask' ? [] : [`on failure: ${step.onFailure}`]),
    ...(step.mode === 'both' ? [] : [`only in ${step.mode === 'live' ? 'a live run' : 'a rehearsal'}`]),
  ];
}

/** A step that cannot be undone says so in capitals: it is a point of no return. */
function undoLines(undo: PlanUndo): readonly string[] {
  const title = undo.title === undefined ? '' : ` (${undo.title})`;
  switch (undo.kind) {
    case 'none':
      return [`NO UNDO${title}: ${undo.reason}`];
    case 'restore':
      return [`undo${title}: ${worldWords.en.restoresFound}`];
    case 'manual':
      return [`undo by hand${title}:`, ...indented(undo.instructions)];
    case 'run':
      return [`undo on ${hostsOf(undo.hosts)}${title}`, ...scriptLines(undo.script, undo.hosts)];
    default:
      return assertNever(undo, 'undo');
  }
}

/** A script to the last character, behind a bar, and the values that it is given. */
export function scriptLines(script: string, hosts: readonly HostWork[]): readonly string[] {
  const lines = script.endsWith('\n') ? script.slice(0, -1).split('\n') : script.split('\n');
  return [...lines.map((line) => `  | ${line}`), ...envLines(hosts)];
}

/** Values quoted as JSON, so that blanks and line feeds are seen. */
function envLines(hosts: readonly HostWork[]): readonly string[] {
  return Object.keys(hosts[0]?.env ?? {}).flatMap((name) => {
    const perHost = hosts.map(({ host, env }) => ({ host, text: valueText(env[name]) }));
    const same = new Set(perHost.map(({ text }) => text)).size === 1;
    if (same) return [`  ${name} = ${perHost[0]?.text ?? ''}`];
    return perHost.map(({ host, text }) => `  ${name} = ${text} on ${host}`);
  });
}

function valueText(value: PlanValue | undefined): string {
  if (value === undefined) return '';
  if ('secret' in value) return `secret ${value.secret}`;
  return 'template' in value ? `${value.template} (when the step is ready)` : JSON.stringify(value.value);
}

function hostsOf(hosts: readonly HostWork[]): string {
  return hosts.length === 0 ? 'no host' : hosts.map(({ host }) => host).join(', ');
}

function indented(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
}
