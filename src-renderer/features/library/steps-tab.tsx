import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { MarkdownText } from '../../ui/markdown-text.tsx';
import { useKeys } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import type { Outline, OutlinePhase, OutlineStep } from './runbook-outline.ts';
import { StepRow } from './step-row.tsx';
import { stepTexts } from './step-texts.ts';
import classes from './steps-tab.module.css';
import { VirtualRows } from './virtual-rows.tsx';

type Filter = 'all' | 'changes' | 'destructive' | 'person';
type Row =
  | { readonly kind: 'phase'; readonly phase: OutlinePhase; readonly count: number }
  | { readonly kind: 'step'; readonly step: OutlineStep };

export interface StepsTabProps {
  readonly outline: Outline;
  /** A step that was opened in the graph. */
  readonly first: string | undefined;
}

/** All steps in their order, everything that they do in sight; phases at the left lead there. */
export function StepsTab({ outline, first }: StepsTabProps) {
  const words = useTexts(stepTexts);
  const [filter, setFilter] = useState<Filter>('all');
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const rows = useMemo(() => rowsOf(outline, filter, query), [outline, filter, query]);
  const { place, goTo, step } = usePlace(rows, first);
  useKeys([
    { keys: ['j', 'ArrowDown'], does: words.moves, run: () => step(1) },
    { keys: ['k', 'ArrowUp'], does: words.moves, run: () => step(-1) },
    { keys: ['/'], does: words.search, run: () => search.current?.focus() },
  ]);
  const found = rows.filter(({ kind }) => kind === 'step').length;
  return (
    <div className={classes['tab']}>
      <PhaseList rows={rows} onGo={goTo} />
      <div className={classes['main']}>
        <div className={classes['bar']}>
          <SegmentedControl
            size="xs"
            aria-label={words.filter}
            value={filter}
            onChange={(value) => setFilter(value)}
            data={(['all', 'changes', 'destructive', 'person'] as const).map((value) => ({
              value,
              label: words.filters[value],
            }))}
          />
          <TextInput
            ref={search}
            size="xs"
            type="search"
            w={220}
            leftSection={<IconSearch size={14} aria-hidden />}
            rightSection={<kbd>/</kbd>}
            placeholder={words.search}
            aria-label={words.search}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <span className={classes['found']} role="status">
            {found === outline.steps.length ? null : words.found(found, outline.steps.length)}
          </span>
        </div>
        {rows.length === 0 ? <p className={classes['none']}>{words.none}</p> : null}
        <VirtualRows rows={rows} keyOf={keyOf} estimate={estimate} active={place} align="start">
          {(row, index) =>
            row.kind === 'phase' ? (
              <PhaseHead phase={row.phase} />
            ) : (
              <StepRow step={row.step} chosen={place?.index === index} onChoose={() => goTo(index, false)} />
            )
          }
        </VirtualRows>
      </div>
    </div>
  );
}

function PhaseList({ rows, onGo }: { readonly rows: readonly Row[]; readonly onGo: (index: number) => void }) {
  const words = useTexts(stepTexts);
  return (
    <nav className={classes['phases']} aria-label={words.phases}>
      {rows.map((row, index) =>
        row.kind === 'step' ? null : (
          <button key={row.phase.id} type="button" onClick={() => onGo(index)}>
            <span>
              {row.phase.title}
              {row.phase.rollback ? <em> {words.rollback}</em> : null}
            </span>
            <span>{row.count}</span>
          </button>
        ),
      )}
    </nav>
  );
}

function PhaseHead({ phase }: { readonly phase: OutlinePhase }) {
  const words = useTexts(stepTexts);
  const notes = [phase.preflight ? words.preflight : undefined, phase.rollback ? words.rollback : undefined];
  return (
    <div className={classes['phase']}>
      <h2>
        {phase.title} <span>{notes.filter((note) => note !== undefined).join(' · ')}</span>
      </h2>
      {phase.description === undefined ? null : <MarkdownText text={phase.description} />}
    </div>
  );
}

function rowsOf({ phases, steps }: Outline, filter: Filter, query: string): readonly Row[] {
  const words = query.toLowerCase().split(/\s+/);
  const wanted = steps.filter((step) => {
    const text = `${step.id} ${JSON.stringify(step.body)}`.toLowerCase();
    return (filter === 'all' || step[filter]) && words.every((word) => text.includes(word));
  });
  const byPhase = Map.groupBy(wanted, ({ phase }) => phase);
  return phases.flatMap((phase): readonly Row[] => {
    const own = byPhase.get(phase.id) ?? [];
    if (own.length === 0) return [];
    return [{ kind: 'phase', phase, count: own.length }, ...own.map((step): Row => ({ kind: 'step', step }))];
  });
}

function keyOf(row: Row): string {
  return row.kind === 'phase' ? `phase ${row.phase.id}` : row.step.id;
}

/** Measured once it is shown: the guess only keeps the scroll bar honest. */
function estimate(row: Row): number {
  return row.kind === 'phase' ? 64 : 180;
}

interface Place {
  readonly index: number;
  readonly turn: number;
}

function usePlace(rows: readonly Row[], first: string | undefined) {
  const begin = rows.findIndex((row) => row.kind === 'step' && row.step.id === first);
  const [place, setPlace] = useState<Place | undefined>(begin < 0 ? undefined : { index: begin, turn: 1 });
  // Without a new turn nothing is scrolled: a click is where the person already looks.
  const goTo = (index: number, scroll = true): void =>
    setPlace((before) => ({ index, turn: (before?.turn ?? 0) + (scroll ? 1 : 0) }));
  const step = (by: 1 | -1): void => {
    const places = rows.flatMap(({ kind }, index) => (kind === 'step' ? [index] : []));
    const now = place?.index ?? -1;
    const next = by > 0 ? places.find((at) => at > now) : places.findLast((at) => at < now);
    if (next !== undefined) goTo(next);
  };
  return { place, goTo, step };
}
