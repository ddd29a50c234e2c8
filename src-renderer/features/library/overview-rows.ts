import type { RunbookDocument } from '../../../src-shared/runbook/runbook-schema.ts';
import type { runbookTexts } from './runbook-texts.ts';

type Words = (typeof runbookTexts)['en'];
type Rows = readonly (readonly string[])[];

/** Targets: id, what they are, how many hosts. */
export function targetRows({ targets = {} }: RunbookDocument, words: Words): Rows {
  return Object.entries(targets).map(([id, { title, description, hosts = 1, mayBeDark }]) => [
    code(id),
    lines(title, description),
    joined([String(hosts), mayBeDark === true ? words.mayBeDark : undefined]),
  ]);
}

/** Roles and what binds them; the operator is always there. */
export function peopleRows({ people = {} }: RunbookDocument, words: Words): Rows {
  const all: typeof people = { ...('operator' in people ? {} : { operator: { title: words.operator } }), ...people };
  return Object.entries(all).map(([id, { title, description, not, optional }]) => [
    code(id),
    lines(
      joined([
        title ?? id,
        not === undefined ? undefined : words.notSame([not].flat().join(', ')),
        optional === true ? words.optional : undefined,
      ]),
      description,
    ),
  ]);
}

/** Values that a run is given: id, question, type, what it is without an answer. */
export function parameterRows({ parameters = {} }: RunbookDocument, words: Words): Rows {
  return Object.entries(parameters).map(([id, { title, description, type, choices, optional, default: usual }]) => [
    code(id),
    lines(title, description),
    choices === undefined ? type : `${type}: ${words.choices(choices.join(', '))}`,
    type === 'secret'
      ? words.secret
      : usual === undefined
        ? optional === true
          ? words.optional
          : words.required
        : usual === ''
          ? words.empty
          : code(String(usual)),
  ]);
}

function code(text: string): string {
  return `\`${text}\``;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' · ');
}

function lines(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n\n');
}
