import { asId, type StepId } from '../../../src-shared/base/ids.ts';
import { acceptanceOf, outcomeSentence, runNameOf } from '../../../src-shared/run/acceptance.ts';
import { indexOf, stepOf } from '../../../src-shared/run/plan-index.ts';
import { preflightProblems } from '../../../src-shared/run/preflight.ts';
import { outcomeView } from '../../../src-shared/report/outcome.ts';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import { reportTexts } from '../../../src-shared/report/report-texts.ts';
import { said } from '../../../src-shared/report/said.ts';
import { badEvidence } from '../../../src-shared/run/bad-evidence.ts';
import type { Held } from '../../../src-shared/rpc/run-calls.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import type { WaitingItem } from '../../../src-shared/run/waiting.ts';
import type { Language } from '../../state/settings-store.ts';
import { stepOfItem, waitingOf } from './looking.ts';
import { nowTexts, type NowWords } from './now-texts.ts';
import { openSignatures, type OpenSignature } from './open-signatures.ts';

/** What happens now and who must act, in the biggest letters of the screen. */
export interface NowSentence {
  readonly tone: NowTone;
  /** `Waiting for`, `Paused: …`; what stands before the name. */
  readonly lead: string;
  /** Who must act. */
  readonly who?: string;
  /** What they must do. */
  readonly what?: string;
  readonly more?: string;
  /** The step that it is about. */
  readonly step?: StepId;
}

export type NowTone =
  'person' | 'stop' | 'running' | 'failed' | 'unknown' | 'owed' | 'hold' | 'quiet' | 'passed' | 'doubtful' | 'undone';

/** One thing to do, for the header, the queue and the bridge. */
export interface Task {
  readonly item: WaitingItem;
  readonly step?: StepId;
  readonly who: string;
  readonly what: string;
  /** So many cases of its form, or hosts of its step. */
  readonly count: number;
  readonly tone: NowTone;
  /** Of the cases that wait for a verdict: so many pieces of evidence ended badly. */
  readonly badEvidence: number;
}

const gravity: Readonly<Partial<Record<WaitingItem['kind'], number>>> = { unknown: 0, failure: 1, owed: 9 };

/** Cases of one form, and hosts of one step whose end was not seen, are one thing to do. */
const merged: ReadonlySet<WaitingItem['kind']> = new Set(['verdict', 'unknown']);

/** Everything that waits for people, the gravest first; the verdicts of one form are one task. */
export function tasksOf(state: RunState, words: NowWords): readonly Task[] {
  const tasks: Task[] = [];
  for (const item of waitingOf(state)) {
    const step = stepOfItem(state, item.id);
    const same = tasks.findIndex((one) => merged.has(item.kind) && one.item.kind === item.kind && one.step === step);
    const known = tasks[same];
    const task = taskOf(state, item, step, known, words);
    if (known === undefined) tasks.push(task);
    else tasks[same] = { ...task, item: known.item };
  }
  const weight = ({ item }: Task): number => (gravity[item.kind] ?? 2) + (item.optional ? 10 : 0);
  return tasks.toSorted((a, b) => weight(a) - weight(b));
}

function taskOf(
  state: RunState,
  item: WaitingItem,
  step: StepId | undefined,
  before: Task | undefined,
  words: NowWords,
): Task {
  const count = (before?.count ?? 0) + 1;
  const asked = item.kind === 'approval' || item.kind === 'start';
  // Its age is another matter: it is repeated right before the start.
  const problems = asked ? preflightProblems(state, Date.parse(state.preflight.finishedAt ?? '')).length : 0;
  // Nobody is called to approve what cannot start as it is.
  if (problems > 0) {
    const who = roleTitle(state.plan, asId('operator'));
    return { item, who, what: words.problems(problems), count, tone: 'person', badEvidence: 0 };
  }
  const title = step === undefined ? state.plan.runbook.title : (formOfSeveral(state, step) ?? titleOf(state, step));
  const host = item.kind === 'unknown' && count > 1 ? words.hosts(count) : item.host === 'app' ? '' : (item.host ?? '');
  const stopped = item.kind === 'confirm' && item.text.startsWith('STOP');
  const what = stopped
    ? words.stop(title)
    : item.kind === 'verdict'
      ? words.verdicts(title, count)
      : words.asks[item.kind](title, host);
  const tone: NowTone = stopped
    ? 'stop'
    : item.kind === 'failure'
      ? 'failed'
      : item.kind === 'unknown' || item.kind === 'owed'
        ? item.kind
        : 'person';
  const bad = (before?.badEvidence ?? 0) + badEvidenceOf(state, item);
  const base = { item, who: roleTitle(state.plan, item.who), what, count, tone, badEvidence: bad };
  return step === undefined ? base : { ...base, step };
}

function badEvidenceOf(state: RunState, { kind, id }: WaitingItem): number {
  const found = kind === 'verdict' ? indexOf(state.plan).case.get(asId(id)) : undefined;
  return found === undefined ? 0 : badEvidence(state, found.case);
}

/** A step's title, or a form's, or the id of what has neither. */
export function titleOf(state: RunState, id: StepId): string {
  return stepOf(state, id)?.title ?? indexOf(state.plan).form.get(id)?.title ?? id;
}

/** What the form of a step calls itself, where the step has another name. */
export function formTitleOf(state: RunState, step: StepId): string | undefined {
  const form = indexOf(state.plan).form.get(step)?.title;
  return form === titleOf(state, step) ? undefined : form;
}

/** The form's own title where several steps have one title, as `forEach` makes them. */
export function formOfSeveral(state: RunState, id: StepId): string | undefined {
  const form = formTitleOf(state, id);
  const title = titleOf(state, id);
  return form !== undefined && state.plan.steps.some((step) => step.id !== id && step.title === title)
    ? form
    : undefined;
}

/**
 * The sentence of the header. Paused and ended weigh more than what waits; what waits more than what runs. Where nobody
 * holds the run nothing is said to run: its program was closed or killed, and what became of it is not known yet.
 */
export function nowSentence(state: RunState, language: Language, holder: Held = 'here'): NowSentence {
  const words = nowTexts[language];
  const tasks = tasksOf(state, words).filter(({ item }) => !item.optional && item.kind !== 'owed');
  const first = tasks.find(({ item }) => item.kind !== 'continue');
  if (state.name === 'paused') return held(state, first, language);
  if (first !== undefined) return waits(first, tasks.length, state.name === 'rolling-back', words);
  if (state.endedAt !== undefined) return ended(state, language);
  const running = [...state.busy].flatMap((id) => (state.steps.get(id)?.state === 'running' ? [id] : []));
  const [step] = running;
  const prefix = state.name === 'rolling-back' ? `${words.rollback}. ` : '';
  if (holder === 'free') {
    const lead = step === undefined ? words.leftOpen : words.left(titleOf(state, step));
    return { tone: 'unknown', lead, ...(step === undefined ? {} : { step }) };
  }
  if (step === undefined) return { tone: 'running', lead: `${prefix}${words.moves}` };
  return {
    tone: 'running',
    lead: `${prefix}${words.running(titleOf(state, step))}`,
    step,
    ...(running.length > 1 ? { more: words.more(running.length - 1) } : { more: onHosts(state, step, words) }),
  };
}

/** A pause says its reason, and what must be settled before, or instead of, going on. */
function held(state: RunState, first: Task | undefined, language: Language): NowSentence {
  const words = nowTexts[language];
  return {
    tone: 'hold',
    // A reason is often a whole sentence already.
    lead: `${words.paused(said(state.why, language).replace(/\.$/, ''))}. ${words.waitingFor}`,
    who: words.role(first?.who ?? roleTitle(state.plan, asId('operator'))),
    what: first?.what ?? words.asks.continue('', ''),
    ...(first?.step === undefined ? {} : { step: first.step }),
  };
}

function waits(task: Task, count: number, rollingBack: boolean, words: NowWords): NowSentence {
  const prefix = rollingBack ? `${words.rollback}. ` : '';
  // Nobody is waited for to do what must not be done.
  const asked =
    task.tone === 'stop'
      ? { lead: `${prefix}${task.what}` }
      : { lead: `${prefix}${words.waitingFor}`, who: words.role(task.who), what: task.what };
  return {
    tone: task.tone,
    ...asked,
    ...(count > 1 ? { more: words.more(count - 1) } : {}),
    ...(task.step === undefined ? {} : { step: task.step }),
  };
}

function onHosts(state: RunState, step: StepId, words: NowWords): string {
  const hosts = (state.steps.get(step)?.hosts ?? []).filter(
    ({ host, state: one }) => host !== 'app' && one === 'running',
  );
  return hosts.length === 0 ? '' : words.onHosts(hosts.map(({ host }) => host));
}

const endTones = { completed: 'passed', failed: 'failed', aborted: 'failed', 'rolled-back': 'undone' } as const;

/** The outcome in words, never plainly "completed" over a doubt, and whether it was accepted where that was asked. */
function ended(state: RunState, language: Language): NowSentence {
  const acceptance = acceptanceOf(state);
  const { doubts, cases } = acceptance;
  const name = runNameOf(state);
  const unsigned = name === 'completed' ? openSignatures(state) : [];
  const sentence = `${outcomeSentence(name, doubts, language)}${unsignedWords(state, unsigned, nowTexts[language])}`;
  const lead = sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
  // Nothing is green that the customer has not accepted yet.
  const open = unsigned.length > 0 || (cases > 0 && acceptance.accepted === undefined);
  const doubtful = open || Object.values(doubts).some((steps: readonly unknown[]) => steps.length > 0);
  const tone = name in endTones ? endTones[name as keyof typeof endTones] : 'quiet';
  const accepted = outcomeView(state, acceptance, language, reportTexts(language)).sentence;
  // That every step ran is the small thing then.
  if (acceptance.accepted === false) return { tone: 'failed', lead: accepted, more: lead };
  return { tone: tone === 'passed' && doubtful ? 'doubtful' : tone, lead, ...(cases === 0 ? {} : { more: accepted }) };
}

/** Each role once: one that only optional signatures are open of is called so. */
function unsignedWords(state: RunState, unsigned: readonly OpenSignature[], words: NowWords): string {
  if (unsigned.length === 0) return '';
  const byRole = Map.groupBy(unsigned, ({ role }) => role);
  const roles = [...byRole].map(([role, own]) =>
    words.openRole(
      roleTitle(state.plan, role),
      own.every(({ optional }) => optional),
    ),
  );
  return words.unsigned(unsigned.length, roles.join(', '));
}
