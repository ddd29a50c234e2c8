import { probeComparisons } from '../run/probes-compare.ts';
import type { RunState } from '../run/state.ts';
import type { CompareView } from './model.ts';
import type { ReportTexts } from './texts/en.ts';

/** The declared values of each host, then each probe, before the change and at the end. */
export function compareViews(state: RunState, texts: ReportTexts): readonly CompareView[] {
  const values = state.plan.compare.flatMap((one) =>
    one.hosts.map(({ host }) => {
      const taken = (when: 'before' | 'after'): string | undefined => {
        const value = state.compare.findLast((seen) => seen.id === one.id && seen.host === host && seen.when === when);
        return value?.value ?? value?.problem;
      };
      return compareView(one.title, host, taken('before'), taken('after'));
    }),
  );
  const { states, fromHere } = texts.outage;
  const probes = probeComparisons(state).map(({ title, before, after }) =>
    compareView(title, fromHere, before && states[before.is], after && states[after.is]),
  );
  return [...values, ...probes];
}

function compareView(title: string, host: string, before: string | undefined, after: string | undefined): CompareView {
  return {
    title,
    host,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined || after === undefined ? {} : { changed: before !== after }),
  };
}
