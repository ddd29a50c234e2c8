import type { RunbookEntry } from '../../../src-shared/rpc/library-calls.ts';

export interface RunbookGroup {
  /** Undefined for runbooks that name no system. */
  readonly system: string | undefined;
  /** The shipped ones that name no system: they show one step kind each. */
  readonly samples: boolean;
  readonly runbooks: readonly RunbookEntry[];
}

/**
 * The runbooks that hold every word of the query, by system: systems and runbooks by name, those without a system and
 * the samples last. Case and accents do not count.
 */
export function searchRunbooks(runbooks: readonly RunbookEntry[], query: string): readonly RunbookGroup[] {
  const words = plain(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = runbooks.filter((one) => {
    const text = plain([one.id, one.title, one.system, one.summary, one.owner, one.shown].join(' '));
    return words.every((word) => text.includes(word));
  });
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const keyOf = ({ system, shipped }: RunbookEntry): string | boolean => system?.trim().toLowerCase() ?? shipped;
  return [...Map.groupBy(found, keyOf)]
    .map(([key, own]) => ({
      system: typeof key === 'boolean' ? undefined : own[0]?.system,
      samples: key === true,
      runbooks: own.toSorted((a, b) => order.compare(nameOfRunbook(a), nameOfRunbook(b))),
    }))
    .toSorted((a, b) =>
      a.system === undefined || b.system === undefined
        ? Number(a.system === undefined) - Number(b.system === undefined) || Number(a.samples) - Number(b.samples)
        : order.compare(a.system, b.system),
    );
}

/** What a runbook is called where it has no title yet: a faulty file must be found to be mended. */
export function nameOfRunbook({ title, id, shown }: RunbookEntry): string {
  return [title, id, shown].find((one) => one !== '') ?? '';
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
