import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { TimelineRow } from '../../../src-shared/report/model.ts';
import { timelineView } from '../../../src-shared/report/timeline-view.ts';
import { failedCases } from '../../state/failed-cases.ts';
import { useRun } from '../../state/run-context.tsx';
import { FailMark } from '../../ui/fail-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { stepLook } from '../../ui/step-states.ts';
import { clockText, useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { lookAt, useLooking } from './looking.ts';
import classes from './step-timeline.module.css';
import { stepsTexts } from './steps-texts.ts';

/** Planned against actual, over the time since the start; the line is now. */
export function StepTimeline() {
  const words = useTexts(stepsTexts);
  const state = useRun((run) => run.state);
  const records = useRun((run) => run.records);
  const looked = useLooking(({ step }) => step);
  const now = useNow();
  const view = useMemo(() => timelineView(state, records), [state, records]);
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useVirtualizer({
    count: view.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 38,
    overscan: 8,
  });
  const start = Date.parse(state.startedAt ?? '');
  const nowMs = Number.isNaN(start)
    ? undefined
    : Math.max(0, (state.endedAt === undefined ? now : Date.parse(state.endedAt)) - start);
  const wholeMs = Math.max(view.plannedMs, nowMs ?? 0, ...view.rows.map(({ endMs = 0 }) => endMs));
  if (wholeMs === 0) return <p className={classes['empty']}>{words.noTimes}</p>;
  const running = state.endedAt === undefined ? nowMs : undefined;
  return (
    <div className={classes['timeline']}>
      <Axis wholeMs={wholeMs} />
      <div ref={scroller} className={classes['scroller']}>
        <div className={classes['rows']} style={{ height: lines.getTotalSize() }}>
          {running === undefined ? null : (
            <div className={classes['track']} aria-hidden>
              <div className={classes['nowLine']} style={{ left: `${(running / wholeMs) * 100}%` }} />
            </div>
          )}
          {lines.getVirtualItems().map(({ index, key, start: top }) => {
            const row = view.rows[index];
            if (row === undefined) return null;
            const fails = failedCases(state, row.step).length;
            return (
              <button
                key={key}
                type="button"
                className={classes['row']}
                aria-current={row.step === looked}
                style={{ transform: `translateY(${top}px)` }}
                onClick={() => lookAt(row.step)}
              >
                <span className={classes['label']}>
                  <StateMark state={row.state} fails={fails} size={13} /> <span>{row.title}</span>
                  <FailMark fails={fails} plain={row.state === 'passed'} />
                </span>
                <Bars row={row} fails={fails} wholeMs={wholeMs} nowMs={nowMs} />
              </button>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface BarsProps {
  readonly row: TimelineRow;
  readonly fails: number;
  readonly wholeMs: number;
  readonly nowMs: number | undefined;
}

function Bars({ row, fails, wholeMs, nowMs }: BarsProps) {
  const { plannedStartMs, plannedEndMs, startMs, endMs, state } = row;
  const place = (from: number, to: number) => ({
    left: `${(from / wholeMs) * 100}%`,
    width: `${((to - from) / wholeMs) * 100}%`,
  });
  const end = endMs ?? (startMs === undefined ? undefined : nowMs);
  return (
    <span className={classes['bars']}>
      {plannedStartMs === undefined || plannedEndMs === undefined ? null : (
        <span className={classes['planned']} style={place(plannedStartMs, plannedEndMs)} />
      )}
      {startMs === undefined || end === undefined ? null : (
        <span
          className={classes['actual']}
          style={{ ...place(startMs, end), background: stepLook(state, fails).colour }}
        />
      )}
    </span>
  );
}

function Axis({ wholeMs }: { readonly wholeMs: number }) {
  const words = useTexts(stepsTexts);
  return (
    <div className={classes['axis']}>
      <span>0:00</span>
      <span className={classes['legend']}>
        <i data-kind="planned" /> {words.planned} <i data-kind="actual" /> {words.actual}
      </span>
      <span>{clockText(wholeMs)}</span>
    </div>
  );
}
