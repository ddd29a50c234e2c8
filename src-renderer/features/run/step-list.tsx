import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { StepId } from '../../../src-shared/base/ids.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { failedCases } from '../../state/failed-cases.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { lookAt, useLooking } from './looking.ts';
import { phaseViews, type PhaseView } from './phase-progress-view.ts';
import { PhaseRow, StepLine } from './step-line.tsx';
import classes from './step-list.module.css';
import { closedAtFirst, neighbour, rowsOf, type StepRow } from './step-rows.ts';
import { stepsTexts } from './steps-texts.ts';

/** The steps in their phases; only the lines in sight are drawn, so that a thousand scroll like ten. */
export function StepList({ onOpen }: { readonly onOpen: () => void }) {
  const words = useTexts(stepsTexts);
  const state = useRun((run) => run.state);
  const looked = useLooking(({ step }) => step);
  const phases = phaseViews(state);
  const { closed, toggle, phaseOfLooked } = useClosedPhases(phases, looked);
  const rows = rowsOf(phases, closed);
  const at = rows.findIndex((row) => row.kind === 'step' && row.step.id === looked);
  const { scroller, lines } = useLines(rows, at);
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    const next = move === undefined ? undefined : neighbour(phases, looked, move);
    if (next !== undefined) lookAt(next);
    else if (event.key === 'Enter') onOpen();
    else if (event.key === 'ArrowLeft' && phaseOfLooked !== undefined) toggle(phaseOfLooked);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={scroller} className={classes['scroller']}>
      <div
        role="tree"
        aria-label={words.steps}
        tabIndex={0}
        aria-activedescendant={at < 0 ? undefined : rowId(rows[at])}
        className={classes['tree']}
        style={{ height: lines.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {lines.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            data-index={index}
            ref={lines.measureElement}
            className={classes['place']}
            style={{ transform: `translateY(${start}px)` }}
          >
            <Row row={rows[index]} state={state} looked={looked} onToggle={toggle} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Which phases are closed; the phase of a step that somebody goes to opens, and none closes by itself. */
function useClosedPhases(phases: readonly PhaseView[], looked: StepId | undefined) {
  const [closed, setClosed] = useState(() => closedAtFirst(phases));
  const without = (set: ReadonlySet<string>, phase: string) => new Set([...set].filter((one) => one !== phase));
  const toggle = (phase: string): void => {
    setClosed((before) => (before.has(phase) ? without(before, phase) : new Set([...before, phase])));
  };
  const phaseOfLooked = phases.find(({ steps }) => steps.some(({ id }) => id === looked))?.id;
  useEffect(() => {
    if (phaseOfLooked === undefined) return;
    setClosed((before) => (before.has(phaseOfLooked) ? without(before, phaseOfLooked) : before));
  }, [phaseOfLooked, looked]);
  return { closed, toggle, phaseOfLooked };
}

/** The lines in sight; the one that is looked at comes into sight when it changes, and at no other time. */
function useLines(rows: readonly StepRow[], at: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
    // What comes next is seen as well, not only the line that is looked at.
    scrollPaddingStart: 60,
    scrollPaddingEnd: 120,
  });
  useEffect(() => {
    if (at >= 0) lines.scrollToIndex(at, { align: 'auto' });
  }, [at, lines]);
  return { scroller, lines };
}

interface RowProps {
  readonly row: StepRow | undefined;
  readonly state: RunState;
  readonly looked: StepId | undefined;
  readonly onToggle: (phase: string) => void;
}

function Row({ row, state, looked, onToggle }: RowProps) {
  if (row === undefined) return null;
  if (row.kind === 'phase') return <PhaseRow id={rowId(row)} phase={row.phase} open={row.open} onToggle={onToggle} />;
  const { step } = row;
  return (
    <StepLine
      id={rowId(row)}
      step={step}
      run={state.steps.get(step.id)}
      fails={failedCases(state, step.id).length}
      chosen={step.id === looked}
      onChoose={lookAt}
    />
  );
}

function rowId(row: StepRow | undefined): string {
  return `steps ${row?.key ?? ''}`.replaceAll(' ', '-');
}
