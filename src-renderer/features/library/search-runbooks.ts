import type { RunbookEntry } from '../../../src-shared/rpc/library-calls.ts';

export interface RunbookGroup {
  /** Undefined for runbooks that name no system. */
  readonly system: string | undefined;
  readonly runbooks: readonly RunbookEntry[];
}

/**
 * The runbooks that hold every word of the query, by system: systems and runbooks by name, those without a system last.
 * Case and accents do not count.
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
  return [...Map.groupBy(found, ({ system }) => system?.trim().toLowerCase())]
    .map(([key, own]) => ({
      system: key === undefined ? undefined : own[0]?.system,
      runbooks: own.toSorted((a, b) => order.compare(nameOfRunbook(a), nameOfRunbook(b))),
    }))
    .toSorted((a, b) =>
      a.system === undefined || b.system === undefined
        ? Number(a.system === undefined) - Number(b.system === undefined)
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
