import { Tooltip } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { clocks, type Clocks } from '../../../src-shared/run/clocks.ts';
import { recoveryPoint } from '../../../src-shared/run/rpo.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { clockText, timeText, useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './header-clocks.module.css';
import { headerTexts, type HeaderWords } from './header-texts.ts';
import { titleOf } from './now-words.ts';

/** RTO, window and the latest safe decision; what is late says so in words. */
export function HeaderClocks() {
  const words = useTexts(headerTexts);
  const language = useSettings((settings) => settings.language);
  const state = useRun((run) => run.state);
  const now = useNow();
  const zone = state.created?.about.zone ?? 'UTC';
  const time = (iso: string): string => timeText(iso, zone, language, false);
  const { rto, window, latestSafeDecision, rollback, pointOfNoReturn } = clocks(state, now);
  const over = state.endedAt !== undefined;
  return (
    <dl className={classes['clocks']}>
      {rto === undefined ? null : <RtoClock rto={rto} words={words} />}
      <RpoClock words={words} />
      {window === undefined || over ? null : <WindowClock window={window} now={now} time={time} words={words} />}
      {latestSafeDecision === undefined || !canUndo(state) ? null : (
        <Clock
          label={latestSafeDecision.late ? words.decideLate : words.decideBy}
          late={latestSafeDecision.late}
          value={time(latestSafeDecision.at)}
          note={words.rollbackTakes(clockText(rollback.ms))}
          more={[
            ...(rollback.assumed === 0 ? [] : [words.assumed(rollback.assumed)]),
            ...(pointOfNoReturn === undefined ? [] : [noReturn(state, pointOfNoReturn, words)]),
          ].join('. ')}
        />
      )}
      {state.rollback === undefined || over ? null : (
        <Clock label={words.rollbackLeft} value={`~${clockText(rollback.ms)}`} />
      )}
    </dl>
  );
}

/** Of a run that only looks nothing can be taken back: there is nothing to decide by any hour. */
function canUndo({ plan }: RunState): boolean {
  return plan.steps.some(
    ({ section, destructive, undo }) =>
      section === 'rollback' || destructive || (undo !== undefined && undo.kind !== 'none'),
  );
}

function noReturn(state: RunState, point: NonNullable<Clocks['pointOfNoReturn']>, words: HeaderWords): string {
  const title = titleOf(state, point.step);
  return point.passed ? words.noReturnPassed(title) : words.noReturnAhead(title);
}

function RtoClock({ rto, words }: { readonly rto: NonNullable<Clocks['rto']>; readonly words: HeaderWords }) {
  const { targetMs, elapsedMs, running, met } = rto;
  const by = targetMs === undefined ? 0 : elapsedMs - targetMs;
  const late = by > 0;
  const notes = [
    targetMs === undefined ? '' : words.of(clockText(targetMs)),
    late ? words.lateBy(clockText(by)) : met === true ? words.met : '',
    !running && elapsedMs === 0 && met === undefined ? words.notYet : '',
  ];
  return (
    <Clock
      label={words.rto}
      value={clockText(elapsedMs)}
      late={late}
      note={notes.filter((note) => note !== '').join(' · ')}
    />
  );
}

/** Shown once it is known: before, there is nothing to read. */
function RpoClock({ words }: { readonly words: HeaderWords }) {
  const state = useRun((run) => run.state);
  const { targetMs, measuredMs } = useMemo(() => recoveryPoint(state), [state]) ?? {};
  if (targetMs === undefined || measuredMs === undefined) return null;
  const late = measuredMs > targetMs;
  const note = [words.of(clockText(targetMs)), late ? words.notMet : words.met].join(' · ');
  return <Clock label={words.rpo} value={clockText(measuredMs)} late={late} note={note} />;
}

interface WindowClockProps {
  readonly window: NonNullable<Clocks['window']>;
  readonly now: number;
  readonly time: (iso: string) => string;
  readonly words: HeaderWords;
}

function WindowClock({ window, now, time, words }: WindowClockProps) {
  const { from, to, remainingMs } = window;
  const before = now < Date.parse(from);
  const over = remainingMs < 0;
  return (
    <Clock
      label={over ? words.windowOver : words.windowLeft}
      late={over}
      value={over ? clockText(-remainingMs) : clockText(remainingMs)}
      note={before ? words.opens(time(from)) : words.until(time(to))}
    />
  );
}

interface ClockProps {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly more?: string;
  readonly late?: boolean;
}

function Clock({ label, value, note = '', more = '', late = false }: ClockProps) {
  const body: ReactNode = (
    <div className={classes['clock']} data-late={late}>
      <dt>{label}</dt>
      <dd>
        <b>{value}</b> {note}
      </dd>
    </div>
  );
  return more === '' ? (
    body
  ) : (
    <Tooltip label={more} multiline maw={360}>
      {body}
    </Tooltip>
  );
}
