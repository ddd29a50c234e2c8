import type { RunEntry } from '../../../src-shared/rpc/run-calls.ts';

export type RunFilter = 'all' | 'open' | 'ended' | 'live' | 'rehearsal';
export const runFilters: readonly RunFilter[] = ['all', 'open', 'ended', 'live', 'rehearsal'];

const over: ReadonlySet<string> = new Set(['completed', 'failed', 'aborted', 'rolled-back', 'sealed']);

/** Runs of a filter that hold every word of `search` in what is shown of them. */
export function filterRuns(runs: readonly RunEntry[], filter: RunFilter, search: string): readonly RunEntry[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return runs.filter((run) => {
    if (!belongs(run, filter)) return false;
    const { customer = '', site = '', change = '' } = run.about;
    const people = run.people.map(({ name }) => name).join(' ');
    const text = [
      run.run,
      run.runbook.title,
      run.runbook.system ?? '',
      customer,
      site,
      change,
      people,
      ...Object.values(run.outcome?.words ?? {}),
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function belongs({ state, mode }: RunEntry, filter: RunFilter): boolean {
  switch (filter) {
    case 'open':
      return !over.has(state);
    case 'ended':
      return over.has(state);
    case 'live':
    case 'rehearsal':
      return mode === filter;
    default:
      return true;
  }
}
