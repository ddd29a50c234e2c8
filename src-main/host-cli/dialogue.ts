import { asId, type RoleId } from '../../src-shared/base/ids.ts';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { Decision } from '../../src-shared/run/commands.ts';
import type { EvidenceRef, Person } from '../../src-shared/run/facts.ts';
import type { OpenRun } from '../app/open-run.ts';
import type { Screen } from './screen.ts';
import { bold, harmless, toned, wrapped } from './terminal-text.ts';

/** A talk with the person at the prompt about one thing; every question can be taken back by `signal`. */
export interface Dialogue {
  readonly run: OpenRun;
  readonly screen: Screen;
  readonly signal: AbortSignal;
  /** Ctrl+C alone, for what goes on when the question itself is gone. */
  readonly interrupted: AbortSignal;
}

/** The person typed `<`: nothing of this dialogue was recorded, and it begins again. */
export class WentBack extends Error {
  override readonly name = 'WentBack';
}

/** What can be typed at every question, said once where a run begins to ask. */
export const askingHint = 'At every question: < goes back, Ctrl+C pauses the run; at a choice, note TEXT adds a note.';

/** Puts what it is about above the question. Text of the runbook and of hosts loses its escapes. */
export function show({ screen }: Dialogue, title: string, ...lines: readonly string[]): void {
  screen.line('');
  screen.line(bold(harmless(title)));
  for (const line of lines) {
    const parts = harmless(line).split('\n');
    for (const part of parts) if (part !== '') screen.line(wrapped(`  ${part}`, screen.columns));
  }
}

export function complain({ screen }: Dialogue, text: string): void {
  screen.line(toned('bad', wrapped(`  ${harmless(text)}`, screen.columns)));
}

/** A space at which an offer is not broken in two. */
const unbroken = '\u00a0';

/** One of the offered letters. `offers` maps the letter to what it does, as it is shown: `p: 'Pass'`. */
export async function choose<Letter extends string>(
  dialogue: Dialogue,
  offers: Readonly<Record<Letter, string>>,
): Promise<Letter> {
  const letters = Object.keys(offers) as Letter[];
  const shown = letters.map((letter) => `[${letter}] ${offers[letter]}`.replaceAll(' ', unbroken));
  const line = wrapped(`  ${shown.join(`${unbroken} `)}`, dialogue.screen.columns);
  dialogue.screen.line(line.replaceAll(unbroken, ' '));
  return letterFor(dialogue, letters);
}

/** One of these letters, whose meanings are on the screen. */
export async function letterFor<Letter extends string>(
  dialogue: Dialogue,
  letters: readonly Letter[],
): Promise<Letter> {
  for (;;) {
    const answer = await askedFor(dialogue, `  ${letters.join('/')}: `, false);
    const found = letters.find((letter) => letter === answer.toLowerCase());
    if (found !== undefined) return found;
    const note = /^note\s+(.+)/i.exec(answer)?.[1];
    if (note !== undefined) await addNote(dialogue, note);
    else complain(dialogue, `Type one of ${letters.join(', ')} and Enter. ${askingHint}`);
  }
}

/** Throws `WentBack`, and `Unanswered` where the question is taken back. */
async function askedFor({ screen, signal }: Dialogue, question: string, hidden: boolean): Promise<string> {
  const answer = await screen.ask(harmless(question).replaceAll('\n', ' '), { hidden, signal });
  if (answer === '<') throw new WentBack('The person went back.');
  return answer;
}

/** What an error for people says, as a refusal. A journal that cannot be written is none: it ends the run. */
export async function orRefusal<T>(work: Promise<T>): Promise<T | Extract<Decision, { readonly ok: false }>> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof DrillError && !thrown.code.startsWith('journal.')) {
      return { ok: false, refusal: thrown.message };
    }
    throw thrown;
  }
}

/** The progress shows the note when it is in the record; a refusal is said. */
async function addNote(dialogue: Dialogue, text: string): Promise<void> {
  const by = await operatorOf(dialogue);
  const decision = await dialogue.run.command({ type: 'add-note', text, by, evidence: [] });
  if (!decision.ok) complain(dialogue, decision.refusal);
}

/** A line of text; empty where it may be left out. */
export async function textFor(
  dialogue: Dialogue,
  question: string,
  options: { readonly required: boolean; readonly hidden?: boolean },
): Promise<string> {
  for (;;) {
    const { hidden = false } = options;
    const hint = options.required ? '' : ' (Enter: none)';
    const answer = await askedFor(dialogue, `  ${question}${hint}: `, hidden);
    if (answer !== '' || !options.required) return answer;
    complain(dialogue, 'This cannot be left empty; < goes back.');
  }
}

/** Files that the person names, taken into the run at once; asks again where one cannot be read. */
export async function evidenceFrom(dialogue: Dialogue, required: boolean): Promise<readonly EvidenceRef[]> {
  const taken: EvidenceRef[] = [];
  for (;;) {
    const more = taken.length > 0;
    const path = await textFor(dialogue, more ? 'Another file' : 'Path of a file as evidence', {
      required: required && !more,
    });
    if (path === '') return taken;
    try {
      taken.push(await dialogue.run.evidence.putFile(path));
    } catch (thrown) {
      complain(dialogue, thrown instanceof Error ? thrown.message : String(thrown));
    }
  }
}

/** Who holds the role; the first time somebody is asked for, they are named and recorded with how they were identified. */
export async function personFor(dialogue: Dialogue, role: RoleId): Promise<Person> {
  for (;;) {
    const held = dialogue.run.state.people[role];
    if (held !== undefined) return held;
    const title = dialogue.run.plan.people[role]?.title ?? role;
    const name = await textFor(dialogue, `${title}: printed name`, { required: true });
    const organisation = await textFor(dialogue, `${title}: organisation`, { required: false });
    const identifiedBy = await textFor(dialogue, `How do you know that this is ${name}`, { required: false });
    const person: Person = { name, role, ...(organisation === '' ? {} : { organisation }) };
    const decision = await dialogue.run.command({
      type: 'name-person',
      role,
      person,
      ...(identifiedBy === '' ? {} : { identifiedBy }),
    });
    if (!decision.ok) complain(dialogue, decision.refusal);
  }
}

export function operatorOf(dialogue: Dialogue): Promise<Person> {
  return personFor(dialogue, asId('operator'));
}
