import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { assertNever } from '../../../src-shared/base/assert-never.ts';
import type { Library, RunbookEntry } from '../../../src-shared/rpc/library-calls.ts';
import { useRoute } from '../../state/route-store.ts';
import { useSettings } from '../../state/settings-store.ts';
import { useKeys } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { LibraryEmpty, LibraryNothing } from './library-empty.tsx';
import { LibraryFolders } from './library-folders.tsx';
import { libraryTexts } from './library-texts.ts';
import classes from './library-screen.module.css';
import type { RunbookOpener } from './open-runbook.ts';
import { RunbookRow } from './runbook-row.tsx';
import { searchRunbooks } from './search-runbooks.ts';
import type { PracticeLab } from './use-practice-lab.ts';
import { VirtualRows } from './virtual-rows.tsx';
import { Welcome } from './welcome.tsx';

type Row =
  | { readonly kind: 'welcome' | 'empty' | 'nothing' | 'folders' }
  | { readonly kind: 'group'; readonly system: string | undefined }
  | { readonly kind: 'samples'; readonly count: number; readonly open: boolean }
  | { readonly kind: 'runbook'; readonly entry: RunbookEntry };

export interface LibraryListProps {
  readonly library: Library;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly lab: PracticeLab;
  readonly opener: RunbookOpener;
}

/** Welcome, runbooks by system, and the folders that they come from, in one column. */
export function LibraryList({ library, query, onQuery, lab, opener }: LibraryListProps) {
  const words = useTexts(libraryTexts);
  const welcome = useSettings(({ loaded, welcomed }) => loaded && !welcomed);
  const [samples, setSamples] = useState(false);
  // Somebody who searches wants to see what was found.
  const open = samples || query !== '';
  const rows = useMemo(() => rowsOf(library, query, welcome, open), [library, query, welcome, open]);
  const { active, setActive } = useListKeys(rows);
  const drawn = (row: Row, index: number) => {
    switch (row.kind) {
      case 'welcome':
        return <Welcome lab={lab} />;
      case 'group':
        return <h2 className={classes['group']}>{row.system ?? words.noSystem}</h2>;
      case 'samples':
        return <SamplesHead count={row.count} open={row.open} onToggle={() => setSamples((before) => !before)} />;
      case 'runbook':
        return (
          <RunbookRow
            entry={row.entry}
            turn={active?.index === index ? active.turn : undefined}
            onFocus={() => setActive(index)}
          />
        );
      case 'empty':
        return <LibraryEmpty opener={opener} />;
      case 'nothing':
        return <LibraryNothing query={query} onShowAll={() => onQuery('')} />;
      case 'folders':
        return <LibraryFolders folders={library.folders} onRemove={(folder) => void opener.removeFolder(folder)} />;
      default:
        return assertNever(row, 'row of the library');
    }
  };
  return (
    <VirtualRows rows={rows} keyOf={keyOf} estimate={estimate} active={active}>
      {drawn}
    </VirtualRows>
  );
}

function rowsOf({ runbooks }: Library, query: string, welcome: boolean, open: boolean): readonly Row[] {
  const groups = searchRunbooks(runbooks, query);
  const none: Row = { kind: runbooks.length === 0 ? 'empty' : 'nothing' };
  return [
    ...(welcome && query === '' ? [{ kind: 'welcome' } as const] : []),
    ...(groups.length === 0 ? [none] : []),
    ...groups.flatMap(({ system, samples, runbooks: own }): readonly Row[] => [
      samples ? { kind: 'samples', count: own.length, open } : { kind: 'group', system },
      ...(samples && !open ? [] : own).map((entry): Row => ({ kind: 'runbook', entry })),
    ]),
    { kind: 'folders' },
  ];
}

interface SamplesHeadProps {
  readonly count: number;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** The samples stay folded: who comes for a system does not look for them. */
function SamplesHead({ count, open, onToggle }: SamplesHeadProps) {
  const words = useTexts(libraryTexts);
  return (
    <h2 className={classes['group']}>
      <button type="button" className={classes['fold']} aria-expanded={open} onClick={onToggle}>
        {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        {words.samples(count)}
      </button>
    </h2>
  );
}

function keyOf(row: Row): string {
  if (row.kind === 'runbook') return row.entry.file;
  return row.kind === 'group' ? `group ${row.system ?? ''}` : row.kind;
}

const heights: Readonly<Record<Row['kind'], number>> = {
  welcome: 300,
  group: 44,
  samples: 44,
  runbook: 104,
  empty: 220,
  nothing: 220,
  folders: 120,
};
function estimate({ kind }: Row): number {
  return heights[kind];
}

interface ListKeys {
  readonly active: { readonly index: number; readonly turn: number } | undefined;
  readonly setActive: (index: number) => void;
}

/** J and K go from runbook to runbook; the focus goes along, so that Enter and Tab act where the eye is. */
function useListKeys(rows: readonly Row[]): ListKeys {
  const words = useTexts(libraryTexts);
  const go = useRoute((state) => state.go);
  const [place, setPlace] = useState({ index: -1, turn: 0 });
  const step = (by: 1 | -1): void => {
    const places = rows.flatMap(({ kind }, index) => (kind === 'runbook' ? [index] : []));
    const next = by > 0 ? places.find((at) => at > place.index) : places.findLast((at) => at < place.index);
    if (next !== undefined) setPlace(({ turn }) => ({ index: next, turn: turn + 1 }));
  };
  const chosen = rows[place.index];
  useKeys([
    { keys: ['j', 'ArrowDown'], does: words.moves, run: () => step(1) },
    { keys: ['k', 'ArrowUp'], does: words.moves, run: () => step(-1) },
    {
      keys: ['n'],
      does: words.newRun,
      run: () => {
        if (chosen?.kind === 'runbook' && chosen.entry.errors === 0)
          go({ screen: 'new-run', runbook: chosen.entry.file });
      },
    },
  ]);
  return {
    active: place.turn === 0 ? undefined : place,
    // By Tab or mouse: the place is known, nothing is scrolled and the focus is there already.
    setActive: (index) => setPlace((before) => (before.index === index ? before : { ...before, index })),
  };
}
