import { asId, type RoleId } from '../../src-shared/base/ids.ts';
import type { EvidenceRef, Person } from '../../src-shared/run/facts.ts';
import type { OpenRun } from '../app/open-run.ts';
import type { Screen } from './screen.ts';
import { bold, harmless, toned } from './terminal-text.ts';

/** A talk with the person at the prompt about one thing; every question can be taken back by `signal`. */
export interface Dialogue {
  readonly run: OpenRun;
  readonly screen: Screen;
  readonly signal: AbortSignal;
}

/** Puts what it is about above the question. Text of the runbook and of hosts loses its escapes. */
export function show({ screen }: Dialogue, title: string, ...lines: readonly string[]): void {
  screen.line('');
  screen.line(bold(harmless(title)));
  for (const line of lines) {
    for (const part of harmless(line).split('\n')) if (part !== '') screen.line(`  ${part}`);
  }
}

export function complain({ screen }: Dialogue, text: string): void {
  screen.line(toned('bad', `  ${harmless(text)}`));
}

/** One of the offered letters. `offers` maps the letter to what it does, as it is shown: `p: 'Pass'`. */
export async function choose<Letter extends string>(
  dialogue: Dialogue,
  offers: Readonly<Record<Letter, string>>,
): Promise<Letter> {
  const letters = Object.keys(offers) as Letter[];
  // The offers may be wider than the terminal: only what is typed behind has to stay on one line.
  dialogue.screen.line(`  ${letters.map((letter) => `[${letter}] ${offers[letter]}`).join('  ')}`);
  for (;;) {
    const answer = (await dialogue.screen.ask(`  ${letters.join('/')}: `, { signal: dialogue.signal })).toLowerCase();
    const found = letters.find((letter) => letter === answer);
    if (found !== undefined) return found;
    complain(dialogue, `Type one of ${letters.join(', ')} and Enter; Ctrl+C pauses the run.`);
  }
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
    const answer = await dialogue.screen.ask(`  ${question}${hint}: `, { hidden, signal: dialogue.signal });
    if (answer !== '' || !options.required) return answer;
    complain(dialogue, 'This cannot be left empty.');
  }
}

/** Files that the person names, taken into the run at once; asks again where one cannot be read. */
export async function evidenceFrom(dialogue: Dialogue, required: boolean): Promise<readonly EvidenceRef[]> {
  const taken: EvidenceRef[] = [];
  for (;;) {
    const more = taken.length > 0;
    const path = await textFor(dialogue, more ? 'Another file' : 'File as evidence', { required: required && !more });
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
