import { asId, type RoleId } from '../../../src-shared/base/ids.ts';
import type { AnswersDocument } from '../../../src-shared/runbook/answers-schema.ts';
import type { Person } from '../../../src-shared/run/facts.ts';

/** A file of answers, checked, and where it lies: its evidence paths are relative to that folder. */
export interface Answers {
  readonly document: AnswersDocument;
  readonly folder: string;
}

/** Who the file says holds each role, without PINs. */
export function peopleOf(answers: Answers): Readonly<Record<RoleId, Person>> {
  return Object.fromEntries(
    Object.entries(answers.document.people ?? {}).map(([role, { name, organisation, role: title }]) => {
      const person: Person = {
        name,
        role: asId(role),
        ...(organisation === undefined ? {} : { organisation }),
        ...(title === undefined ? {} : { title }),
      };
      return [role, person];
    }),
  );
}
