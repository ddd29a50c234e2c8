import { resolve } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { findAnswer } from '../../src-main/app/answers/match-answer.ts';
import type { Plan, PlanStep } from '../../src-shared/plan/plan.ts';
import type { AnswerDocument } from '../../src-shared/runbook/answers-schema.ts';
import { fillInForm } from './answered-form.ts';
import { attachFiles, headline, needsYou, presentStep, signWithPin } from './cockpit.ts';
import type { Script } from './shipped-run.ts';

/** For the steps that run between two answers; ms. */
const patience = 120_000;
const over = /^(Completed|Not accepted|Failed|Aborted|Rolled back)\b/;

/** One card of the queue that asks for an answer. What is owed and what must not be done now waits for the world. */
interface Card {
  readonly what: string;
  readonly who: string;
  readonly kind: 'sign' | 'verdicts' | 'failure' | 'unknown' | 'task';
  readonly step: PlanStep;
  /** What answers are found by. */
  readonly subject: string;
}

const asks: readonly (readonly [
  words: RegExp,
  kind: Card['kind'],
  by: readonly PlanStep['action']['kind'][] | 'all',
])[] = [
  [/^Sign: (.*)$/, 'sign', ['sign', 'form']],
  [/^(.*): \d+ verdicts?$/, 'verdicts', ['form']],
  [/^Decide what failed: (.*)$/, 'failure', 'all'],
  [/^Say what became of (.*?)(?: on \S+)?$/, 'unknown', 'all'],
  [/^(.*)$/, 'task', ['manual', 'terminal', 'choose']],
];

/** Does whatever stands in the queue as the answers say, until the run is over and nothing is left that they know. */
export async function answerTheRun(window: Page, plan: Plan, script: Script): Promise<void> {
  const done = new Set<string>();
  for (;;) {
    const card = await nextCard(window, plan, script, done);
    if (card === undefined) return;
    const inQueue = buttonOf(window, card);
    await inQueue.click();
    const place = presentStep(window);
    await expect(place.getByRole('heading', { name: card.step.title, level: 2, exact: true }).first()).toBeVisible();
    await answerCard(place, card, plan, script);
    await expect(inQueue).toBeHidden();
    done.add(`${card.kind} ${card.subject}`);
  }
}

function buttonOf(window: Page, { what, who }: Card): Locator {
  const has = (text: string): { readonly has: Locator } => ({ has: window.getByText(text, { exact: true }) });
  return needsYou(window).getByRole('button').filter(has(what)).filter(has(who));
}

/** Undefined at the end of the run. Throws, with what the window says, where nobody has an answer. */
async function nextCard(
  window: Page,
  plan: Plan,
  script: Script,
  done: ReadonlySet<string>,
): Promise<Card | undefined> {
  let next: Card | undefined;
  const looked = async (): Promise<'go on' | 'wait'> => {
    const now = await headline(window).innerText();
    const cards = (await needsYou(window).getByRole('button').allInnerTexts()).flatMap(
      (text) => cardOf(text, plan, script, done) ?? [],
    );
    const answered = cards.filter((card) => isAnswered(card, script));
    // Signatures first: two cards of the same words are never there at once then.
    next = answered.find(({ kind }) => kind === 'sign') ?? answered[0];
    if (next !== undefined || over.test(now)) return 'go on';
    const [open] = cards;
    if (open === undefined) return 'wait';
    throw new Error(`No answer to “${open.what}” (${open.subject}): ${await presentStep(window).innerText()}`);
  };
  await expect.poll(looked, { timeout: patience, intervals: [100] }).toBe('go on');
  return next;
}

function cardOf(shown: string, plan: Plan, { cast }: Script, done: ReadonlySet<string>): Card | undefined {
  const [what = '', who = ''] = shown.split('\n');
  const role = cast.find((one) => one.role === who.replace(/ · optional$/, ''));
  const cards = asks.flatMap(([words, kind, by]) => {
    const title = words.exec(what)?.[1];
    if (title === undefined) return [];
    return plan.steps.flatMap((step): readonly Card[] => {
      const { section, action } = step;
      // Where several steps have one title, the window says the form's.
      const names = [step.title, plan.forms.find(({ id }) => id === step.id)?.title];
      if (section !== 'main' || !names.includes(title) || (by !== 'all' && !by.includes(action.kind))) return [];
      const subject = kind === 'sign' && action.kind === 'form' ? `${step.id}/sign/${role?.id ?? ''}` : step.id;
      return [{ what, who, kind, step, subject }];
    });
  });
  // Steps of several phases may have the same title: they come in the order of the plan.
  return cards.find(({ kind, subject }) => !done.has(`${kind} ${subject}`));
}

function isAnswered(card: Card, { answers: { document } }: Script): boolean {
  const { kind, subject, step } = card;
  if (kind === 'verdicts') return true;
  if (kind === 'failure' || kind === 'unknown') return false;
  const asked = kind === 'sign' ? 'sign' : step.action.kind === 'choose' ? 'choose' : 'confirm';
  return findAnswer(document.answers ?? [], asked, subject) !== undefined;
}

async function answerCard(place: Locator, card: Card, plan: Plan, script: Script): Promise<void> {
  const { step, kind, subject } = card;
  const entries = script.answers.document.answers ?? [];
  const form = plan.forms.find(({ id }) => id === step.id);
  if (kind === 'verdicts' && form !== undefined) return fillInForm(place, form, script);
  if (kind === 'sign') {
    const as = findAnswer(entries, 'sign', subject)?.sign?.as;
    const signer = script.cast.find(({ id }) => id === as);
    if (signer === undefined) throw new Error(`Nobody is the ${as ?? ''} who signs ${subject}`);
    return signWithPin(place, signer);
  }
  const { confirm, choose } = findAnswer(entries, step.action.kind === 'choose' ? 'choose' : 'confirm', subject) ?? {};
  if (choose !== undefined) return takeOption(place, choose.option);
  if (confirm !== undefined) return confirmTask(place, step, confirm, script);
}

async function takeOption(place: Locator, option: string): Promise<void> {
  await place.getByRole('radio').filter({ hasText: option }).first().click();
  await place.getByRole('button', { name: `Take ${option}` }).click();
}

async function confirmTask(
  place: Locator,
  { action, title }: PlanStep,
  { ask = {}, note, evidence = [], onWordOf }: NonNullable<AnswerDocument['confirm']>,
  { answers }: Script,
): Promise<void> {
  const questions = action.kind === 'manual' || action.kind === 'terminal' ? action.ask : {};
  for (const [id, answer] of Object.entries(ask)) {
    await answerQuestion(place.getByLabel(questions[id]?.title ?? id), String(answer), questions[id]?.type);
  }
  if (note !== undefined) await place.getByRole('textbox', { name: /^Comment/ }).fill(note);
  if (onWordOf !== undefined) {
    await place.getByRole('button', { name: /^On the word of/ }).click();
    const word = place.getByRole('group', { name: 'On the word of' });
    await word.getByLabel('Name').fill(onWordOf.name);
    await word.getByLabel('Organisation').fill(onWordOf.organisation ?? '');
    await word.getByLabel('How').fill(onWordOf.how);
  }
  await attachFiles(
    place,
    evidence.map((file) => resolve(answers.folder, file)),
  );
  await place.getByRole('button', { name: `Done: ${title}` }).click();
}

async function answerQuestion(field: Locator, answer: string, type: string | undefined): Promise<void> {
  if (type === 'boolean') await field.setChecked(answer === 'true');
  else if (type === 'choice') await field.selectOption(answer);
  else await field.fill(answer);
}
