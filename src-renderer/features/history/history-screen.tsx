import { Button, Loader, SegmentedControl, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import { useRoute } from '../../state/route-store.ts';
import { useCall } from '../../state/use-call.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Screen } from '../../ui/screen.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { CompareRuns } from './compare-runs.tsx';
import { filterRuns, runFilters, type RunFilter } from './filter-runs.ts';
import { historyWords } from './history-texts.ts';
import classes from './history.module.css';
import { RunRow } from './run-row.tsx';

export interface HistoryScreenProps {
  /** Two runs to hold against each other. */
  readonly compare: readonly [string, string] | undefined;
}

/** Every run of this installation: found again, opened, compared. */
export function HistoryScreen({ compare }: HistoryScreenProps) {
  const words = useTexts(historyWords);
  const [runs, reload] = useCall('runs.list', {}, ['runs']);
  if (compare !== undefined) return <CompareRuns one={compare[0]} other={compare[1]} />;
  const count = runs.kind === 'there' ? runs.value.length : 0;
  return (
    <Screen title={words.title} lead={words.lead(count)}>
      {runs.kind === 'loading' ? <Loader size="sm" /> : null}
      {runs.kind === 'failed' ? <ErrorNote error={runs.error} onRetry={reload} /> : null}
      {runs.kind === 'there' ? <Runs runs={runs.value} /> : null}
    </Screen>
  );
}

function Runs({ runs }: { readonly runs: readonly RunEntry[] }) {
  const words = useTexts(historyWords);
  const go = useRoute((state) => state.go);
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<RunFilter>('all');
  const [picked, setPicked] = useState<readonly string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  useKeys([{ keys: ['/'], does: words.keySearch, run: () => input.current?.focus() }]);
  if (runs.length === 0) return <NoRuns />;
  const shown = filterRuns(runs, filter, search);
  const [one, other] = picked;
  const pick = (run: string, yes: boolean): void => {
    // The newest two ticks count: a third takes the place of the first.
    setPicked(yes ? [...picked, run].slice(-2) : picked.filter((before) => before !== run));
  };
  return (
    <>
      <div className={classes['bar']}>
        <TextInput
          ref={input}
          className={classes['search']}
          aria-label={words.search}
          placeholder={words.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={words.show}
          value={filter}
          data={runFilters.map((value) => ({ value, label: words.filters[value] }))}
          onChange={(value) => setFilter(runFilters.find((known) => known === value) ?? 'all')}
        />
        <Button
          variant="default"
          disabled={one === undefined || other === undefined}
          title={words.compareHint}
          onClick={() => {
            if (one !== undefined && other !== undefined) go({ screen: 'history', compare: [one, other] });
          }}
        >
          {words.compare}
        </Button>
      </div>
      {shown.length === 0 ? <p>{words.noMatch}</p> : null}
      <ul className={classes['runs']}>
        {shown.map((run) => (
          <RunRow key={run.run} run={run} picked={picked.includes(run.run)} onPick={(yes) => pick(run.run, yes)} />
        ))}
      </ul>
    </>
  );
}

function NoRuns() {
  const words = useTexts(historyWords);
  const go = useRoute((state) => state.go);
  return (
    <EmptyState
      icon={IconHistory}
      title={words.none}
      actions={<Button onClick={() => go({ screen: 'library' })}>{words.toLibrary}</Button>}
    >
      {words.noneText}
    </EmptyState>
  );
}
