import { join } from 'node:path';
import { readAnswers } from '../../src-main/app/read-answers.ts';
import type { Answers } from '../../src-main/app/answers/answers.ts';
import { loadRunbook } from '../../src-main/library/load-runbook.ts';
import { planPeople } from '../../src-shared/plan/plan-people.ts';
import type { LabOrder, LabSystemName } from '../../src-shared/rpc/lab-calls.ts';
import type { RunbookDocument } from '../../src-shared/runbook/runbook-schema.ts';
import { people, type Somebody } from './people.ts';

const shipped = join(import.meta.dirname, '../../runbooks');

/** One shipped runbook, and what its run in front of the practice lab comes to. */
export interface ShippedRun {
  readonly system: LabSystemName;
  readonly runbook: string;
  /** Run by `npm test` too, so that each system is seen there. */
  readonly short?: true;
  /** The big sentence of the cockpit when it is over. */
  readonly headline: string;
  /** What the report says of the verdicts; undefined where the runbook has no form. */
  readonly verdicts?: string;
  /** What is filled in beside what the inventory gives: short waits, and secrets. By the id of the parameter. */
  readonly values?: Readonly<Record<string, string>>;
  /** How the site is found: what happened to it before. */
  readonly before?: readonly LabOrder[];
  /** The shipped runbook that was run before, by its answers. */
  readonly after?: string;
}

/** A shipped runbook as it was read, and who speaks in its run. */
export interface Script {
  readonly file: string;
  readonly title: string;
  readonly document: RunbookDocument;
  readonly answers: Answers;
  /** Those whom the answers name, with the PIN that each of them chooses. */
  readonly cast: readonly CastMember[];
}

export interface CastMember extends Somebody {
  /** The role's id. */
  readonly id: string;
}

export function runbookFile({ system }: ShippedRun, runbook: string, ending = 'yaml'): string {
  return join(shipped, system, `${runbook}.${ending}`);
}

export async function readScript(run: ShippedRun): Promise<Script> {
  const file = runbookFile(run, run.runbook);
  const { document } = await loadRunbook(file);
  const read = await readAnswers(runbookFile(run, run.runbook, 'answers.yaml'));
  if (document === undefined || !read.ok) throw new Error(`${file} or its answers cannot be used`);
  const { answers } = read;
  const roles = Object.entries(planPeople(document.people));
  const cast = roles.flatMap(([id, { title }]): readonly CastMember[] => {
    const person = answers.document.people?.[id];
    if (person === undefined) return [];
    const { name, organisation = '', pin = people.operator.pin } = person;
    return [{ id, role: title, name, organisation, pin }];
  });
  return { file, title: document.title, document, answers, cast };
}
