import type { Check } from './checklist.tsx';
import { allowedHosts, personFrom, windowFault } from './draft.ts';
import type { newRunTexts, SectionId } from './new-run-texts.ts';
import type { summaryTexts } from './summary-texts.ts';
import type { NewRun } from './use-new-run.ts';

type Words = (typeof summaryTexts)['en'];
type Found = Pick<Check, 'state' | 'text'>;

const done = (text: string): Found => ({ state: 'done', text });
const missing = (text: string): Found => ({ state: 'missing', text });
const open = (text: string): Found => ({ state: 'open', text });
const working = (text: string): Found => ({ state: 'working', text });

/** Part by part: what is so, what stands in the way of the run, and what may follow later. */
export function summaryOf(
  run: NewRun,
  secrets: Readonly<Record<string, string>>,
  words: Words,
  own: (typeof newRunTexts)['en'],
): readonly Check[] {
  const parts: Readonly<Record<SectionId, Found>> = {
    runbook: runbookCheck(run, words),
    inventory: inventoryCheck(run, words),
    mode: modeCheck(run, words, own),
    parameters: parametersCheck(run, secrets, words),
    people: peopleCheck(run, words),
    about: aboutCheck(run, words),
    plan: planCheck(run, words),
  };
  return (Object.keys(parts) as SectionId[]).map((id) => ({ id, title: own.sections[id], ...parts[id] }));
}

function runbookCheck({ runbook, document }: NewRun, words: Words): Found {
  if (document !== undefined) return done(`${document.title} ${document.version}`);
  if (runbook.kind === 'loading') return working('');
  if (runbook.kind !== 'there') return missing(words.chooseRunbook);
  return missing(words.runbookBroken(runbook.view.problems.filter(({ severity }) => severity === 'error').length));
}

function inventoryCheck({ draft, inventories }: NewRun, words: Words): Found {
  if (draft.inventory === '') return missing(words.chooseInventory);
  const entry =
    inventories.kind === 'there' ? inventories.value.find(({ file }) => file === draft.inventory) : undefined;
  return done(entry?.id ?? draft.inventory);
}

function modeCheck({ draft, destructive, practice }: NewRun, words: Words, own: (typeof newRunTexts)['en']): Found {
  if (draft.mode === undefined) return missing(words.chooseMode);
  const wrong =
    draft.mode === 'rehearsal' && !practice && allowedHosts(draft).some((name) => !destructive.includes(name));
  if (wrong && destructive.length > 0) return missing(words.allowWrong);
  return done(draft.mode === 'live' ? own.live : own.rehearsal);
}

function parametersCheck(
  { document, parameters, faults, draft, planned }: NewRun,
  secrets: Readonly<Record<string, string>>,
  words: Words,
): Found {
  if (document === undefined) return open(words.afterRunbook);
  const titlesOf = (ids: readonly string[]): string => ids.map((id) => parameters[id]?.title ?? id).join(', ');
  const wrong = [...faults].filter(([, fault]) => fault === 'wanted').map(([id]) => id);
  if (wrong.length > 0) return missing(words.valuesWrong(titlesOf(wrong)));
  if (faults.size > 0) return missing(words.valuesMissing(faults.size, titlesOf([...faults.keys()])));
  // Before there is a plan nobody knows what the inventory gives: what stands empty is not fine yet.
  const empty = planned.made === undefined ? emptyValues(parameters, draft.set) : 0;
  if (empty > 0) return open(words.valuesEmpty(empty));
  const asked = Object.entries(parameters).flatMap(([id, one]) =>
    one.type === 'secret' && one.optional !== true && secrets[id] === undefined ? [id] : [],
  );
  if (asked.length > 0) return open(words.secretsAsked(titlesOf(asked)));
  const count = Object.keys(parameters).length;
  const typed = Object.keys(parameters).filter((id) => draft.set[id] !== undefined || secrets[id] !== undefined).length;
  return done(count === 0 ? words.noValues : words.valuesFine(typed, count - typed));
}

/** How many fields that need a value have none, neither typed nor preset. */
export function emptyValues(parameters: NewRun['parameters'], set: NewRun['draft']['set']): number {
  return Object.entries(parameters).filter(
    ([id, one]) => one.type !== 'secret' && one.optional !== true && one.default === undefined && set[id] === undefined,
  ).length;
}

function peopleCheck({ document, roles, clashes, draft }: NewRun, words: Words): Found {
  if (document === undefined) return open(words.afterRunbook);
  const isNamed = (id: string): boolean => {
    const person = draft.people[id];
    return person !== undefined && personFrom(person) !== undefined;
  };
  if (clashes.size > 0) return missing(words.peopleClash);
  if (!isNamed('operator')) return missing(words.operatorNeeded);
  const nameless = roles.filter(({ id, optional }) => !optional && !isNamed(id));
  if (nameless.length > 0) return open(words.peopleOpen(nameless.map(({ title }) => title).join(', ')));
  return done(words.peopleNamed(roles.filter(({ id }) => isNamed(id)).length));
}

function aboutCheck({ draft }: NewRun, words: Words): Found {
  if (windowFault(draft) !== undefined) return missing(words.windowWrong);
  return draft.customer.trim() === '' || draft.from.text === '' ? open(words.aboutOpen) : done(words.aboutFine);
}

function planCheck({ planned, document, draft }: NewRun, words: Words): Found {
  if (document === undefined || draft.inventory === '') return missing(words.planWaits);
  if (planned.pending) return working(words.planning);
  if (planned.made !== undefined) return done(words.planReady(planned.made.planHash.slice(0, 12)));
  return missing(words.planProblems(Math.max(1, planned.problems.length)));
}
