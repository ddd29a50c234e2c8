import type { CompareMoment } from '../run/compare-facts.ts';
import { probeComparisons } from '../run/probes-compare.ts';
import type { RunState } from '../run/state.ts';
import type { CompareView } from './model.ts';
import type { ReportTexts } from './texts/en.ts';

type Taken = (when: CompareMoment) => string | undefined;

/** The declared values of each host, then each probe: before the change, at its end, and at the end of its rollback. */
export function compareViews(state: RunState, texts: ReportTexts): readonly CompareView[] {
  const isRollback = state.rollback !== undefined;
  const values = state.plan.compare.flatMap((one) =>
    one.hosts.map(({ host }) =>
      compareView(one.title, host, isRollback, (when) => {
        const value = state.compare.findLast((seen) => seen.id === one.id && seen.host === host && seen.when === when);
        return value?.value ?? value?.problem;
      }),
    ),
  );
  const { states, fromHere } = texts.outage;
  const probes = probeComparisons(state).map(({ title, before, after, rolledBack }) =>
    compareView(title, fromHere, isRollback, (when) => {
      const seen = { before, after, 'rolled-back': rolledBack }[when];
      return seen && states[seen.is];
    }),
  );
  return [...values, ...probes];
}

function compareView(title: string, host: string, isRollback: boolean, taken: Taken): CompareView {
  const [before, after, rolledBack] = [taken('before'), taken('after'), taken('rolled-back')];
  const end = isRollback ? rolledBack : after;
  return {
    title,
    host,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(rolledBack === undefined ? {} : { rolledBack }),
    ...(before === undefined || end === undefined ? {} : { changed: before !== end }),
  };
}
