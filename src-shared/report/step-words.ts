import { assertNever } from '../base/assert-never.ts';
import type { Plan, PlanCheck, PlanMatch, PlanStep, PlanValue } from '../plan/plan.ts';
import { dnsChangeLines, endpointNames, worldLines } from '../plan/world-lines.ts';
import { copyLines, messageLines } from '../plan/deed-lines.ts';
import { stepScript, stepWork } from '../plan/step-hosts.ts';
import type { AttemptEnd, AttemptEnded } from '../run/facts.ts';
import { duration } from './format.ts';
import { roleTitle } from './person-words.ts';
import type { ReportTexts } from './texts/en.ts';

/** How an attempt ended, in words. */
export function endWords(end: AttemptEnd, texts: ReportTexts): string {
  const { ends } = texts.steps;
  switch (end.kind) {
    case 'exit':
      return ends.exit(end.code);
    case 'signal':
      return ends.signal(end.signal);
    case 'lost':
      return ends.lost(end.message);
    case 'no-status':
      return ends['no-status'];
    case 'timed-out':
      return ends['timed-out'](end.gone);
    case 'cancelled':
      return ends.cancelled(end.gone);
    case 'not-sent':
      return ends['not-sent'](end.message);
    case 'interrupted':
      return ends.interrupted;
    case 'simulated':
      return ends.simulated;
    case 'observed':
      return ends.observed(end.samples);
    default:
      return assertNever(end, 'end of an attempt');
  }
}

/** The tail of an attempt's output; lines that met the expectation are marked, and come first where the tail lost them. */
export function attemptLines(
  ended: Pick<AttemptEnded, 'matched' | 'tail'>,
): readonly { readonly text: string; readonly marked: boolean }[] {
  const matched = new Set(ended.matched.map(({ text }) => text));
  const inTail = new Set(ended.tail);
  const lost = [...matched].filter((text) => !inTail.has(text)).map((text) => ({ text, marked: true }));
  return [...lost, ...ended.tail.map((text) => ({ text, marked: matched.has(text) }))];
}

/** The script, the instructions or the check of a step, to the last character. */
export function actionWords(plan: Plan, step: PlanStep, texts: ReportTexts): string {
  const { action } = step;
  switch (action.kind) {
    case 'run':
      return stepScript(step) ?? '';
    case 'check':
      return checkWords(action.check, texts);
    case 'manual':
    case 'terminal':
      return action.instructions;
    case 'wait':
      return 'forMs' in action ? texts.steps.wait(duration(action.forMs)) : texts.steps.waitUntil(action.until);
    case 'choose':
      return texts.steps.choose('cel' in action.options ? action.options.cel : action.options.join(', '));
    case 'form':
      return texts.steps.form;
    case 'sign':
      return texts.steps.sign(roleTitle(plan, action.who), action.statement);
    case 'dns':
      return dnsChangeLines(action, step.timing.withinMs, texts.steps.world).join('\n');
    case 'copy':
      return copyLines(action, texts.steps.deeds).join('\n');
    case 'notify':
      return messageLines(action, texts.steps.deeds).join('\n');
    default:
      return assertNever(action, 'step kind');
  }
}

/** True where the words of the action are a script or data, to be set in a fixed face. */
export function isScript(step: PlanStep): boolean {
  return stepScript(step) !== undefined || ['dns', 'copy', 'notify'].includes(step.action.kind);
}

function checkWords(check: PlanCheck, texts: ReportTexts): string {
  switch (check.kind) {
    case 'run':
      return check.script;
    case 'tcp': {
      const tcp = texts.steps.tcp(
        check.from.join(', '),
        endpointNames(check.to),
        check.ports.join(', '),
        check.is === 'open' ? texts.steps.open : texts.steps.closed,
      );
      const { control } = check;
      if (control === undefined) return tcp;
      return `${tcp}; ${texts.steps.control(endpointNames(control.to), control.port)}`;
    }
    case 'http':
    case 'dns':
    case 'sip':
    case 'ping':
      return worldLines(check, texts.steps.world).join('\n');
    default:
      return assertNever(check, 'check kind');
  }
}

/** Names and values of a step's variables; where hosts differ, one line for each host. Secrets are only named. */
export function envWords(step: PlanStep, texts: ReportTexts): readonly (readonly [string, string])[] {
  const work = stepWork(step);
  return Object.keys(work[0]?.env ?? {}).flatMap((name): (readonly [string, string])[] => {
    const values = work.map(({ host, env }) => [host, valueWords(env[name], texts)] as const);
    const [first] = values;
    if (first !== undefined && values.every(([, value]) => value === first[1])) return [[name, first[1]]];
    return values.map(([host, value]) => [`${name} (${host})`, value] as const);
  });
}

/** A value as it is printed: a secret by its name, a template with the word that it is one. */
export function valueWords(value: PlanValue | undefined, texts: ReportTexts): string {
  if (value === undefined) return '';
  if ('value' in value) return value.value;
  return 'secret' in value ? texts.steps.secret(value.secret) : `${value.template} · ${texts.steps.template}`;
}

/** What a step must show to pass, one sentence each. */
export function expectationWords(step: PlanStep, texts: ReportTexts): readonly string[] {
  const { expect: words } = texts.steps;
  const { expect, timing } = step;
  const codes = expect.exit.filter((code) => code !== 'lost').join(', ');
  const found: string[] = [];
  if (stepScript(step) !== undefined && codes !== '') found.push(words.exit(codes));
  if (expect.exit.includes('lost')) found.push(words.lost);
  if (expect.stdout !== undefined) found.push(...matchWords('stdout', expect.stdout, texts));
  if (expect.stderr !== undefined) found.push(...matchWords('stderr', expect.stderr, texts));
  if (expect.that !== undefined) found.push(words.that(expect.that));
  if (expect.across !== undefined) found.push(words.across(expect.across));
  if (timing.withinMs !== undefined) found.push(words.within(duration(timing.withinMs)));
  if (timing.forMs !== undefined) found.push(words.lasting(duration(timing.forMs)));
  if (timing.timeoutMs !== undefined) found.push(words.timeout(duration(timing.timeoutMs)));
  if (timing.retry !== undefined) found.push(words.retry(timing.retry.times, duration(timing.retry.everyMs)));
  return found;
}

function matchWords(stream: string, match: PlanMatch, texts: ReportTexts): readonly string[] {
  const { expect: words } = texts.steps;
  const found: string[] = [];
  if (match.contains !== undefined) found.push(words.contains(stream, match.contains));
  if (match.matches !== undefined) found.push(words.matches(stream, match.matches));
  if (match.equals !== undefined) found.push(words.equals(stream, match.equals));
  if (match.not !== undefined) found.push(...matchWords(stream, match.not, texts).map((what) => words.not(what)));
  return found;
}

/** How a step is undone; undefined where nothing is said. */
export function undoWords(step: PlanStep, texts: ReportTexts): string | undefined {
  const { undo } = step;
  if (undo === undefined) return undefined;
  switch (undo.kind) {
    case 'run':
      return undo.script;
    case 'manual':
      return undo.instructions;
    case 'restore':
      return texts.steps.world.restoresFound;
    case 'none':
      return texts.steps.noUndo(undo.reason);
    default:
      return assertNever(undo, 'kind of undo');
  }
}
