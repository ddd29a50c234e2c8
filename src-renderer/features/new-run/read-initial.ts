import { core } from '../../platform/core.ts';
import { emptyDraft, readDraft, nobody, type Draft, type DraftPerson } from './draft.ts';

export interface Wanted {
  readonly runbook: string | undefined;
  readonly draft: string | undefined;
  readonly follow: string | undefined;
}

/** What this installation and its people bring along. */
export interface Habits {
  readonly user: string;
  readonly zone: string;
  readonly people: readonly {
    readonly role: string;
    readonly name: string;
    readonly organisation?: string;
    readonly title?: string;
  }[];
}

export interface InitialDraft {
  readonly id: string;
  readonly draft: Draft;
}

/** Where a new run begins: a draft that was kept, the run that is followed, or what is known of who sits here. */
export async function readInitial(wanted: Wanted, habits: Habits): Promise<InitialDraft> {
  if (wanted.draft !== undefined) {
    const kept = (await core.call('drafts.list', {})).find(({ id }) => id === wanted.draft);
    if (kept !== undefined) return { id: kept.id, draft: readDraft(kept.draft, habits.zone) };
  }
  const remembered = Object.fromEntries(
    habits.people.map(({ role, name, organisation = '', title = '' }): [string, DraftPerson] => [
      role,
      { name, organisation, title },
    ]),
  );
  const operator = { operator: { ...nobody, name: habits.user } };
  const draft = {
    ...emptyDraft(habits.zone),
    runbook: wanted.runbook ?? '',
    people: { ...operator, ...remembered },
  };
  const id = newDraftId();
  return { id, draft: wanted.follow === undefined ? draft : await following(draft, wanted.follow) };
}

/** The cover and the people of the run that is followed, and its runbook where the library still has it. */
async function following(draft: Draft, follow: string): Promise<Draft> {
  const [runs, library] = await Promise.all([core.call('runs.list', {}), core.call('library.list', {})]);
  const before = runs.find(({ run }) => run === follow);
  if (before === undefined) return { ...draft, follow };
  const { customer = '', site = '', change = '', occasion, zone } = before.about;
  const runbook =
    draft.runbook === '' ? library.runbooks.find(({ id }) => id === before.runbook.id)?.file : draft.runbook;
  const people = Object.fromEntries(
    before.people.map(({ role, name }) => {
      const known = draft.people[role];
      return [role, known?.name === name ? known : { ...nobody, name }];
    }),
  );
  return {
    ...draft,
    follow,
    runbook: runbook ?? '',
    mode: before.mode,
    people: { ...draft.people, ...people },
    customer,
    site,
    change,
    occasion,
    zone,
  };
}

/** Eight letters and digits are enough to tell the drafts of one desk apart. */
function newDraftId(): string {
  return `draft-${crypto.randomUUID().slice(0, 8)}`;
}
