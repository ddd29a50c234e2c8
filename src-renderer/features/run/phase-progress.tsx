import { useEffect, useRef } from 'react';
import type { RunState, StepState } from '../../../src-shared/run/state.ts';
import { useRun } from '../../state/run-context.tsx';
import { failedCases } from '../../state/failed-cases.ts';
import { FailMark } from '../../ui/fail-mark.tsx';
import { failsWords, stepLooks, stepStateWords } from '../../ui/step-states.ts';
import { clockText, expectedText, useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { headerTexts } from './header-texts.ts';
import classes from './phase-progress.module.css';
import { phaseViews, type PhaseView } from './phase-progress-view.ts';
import { shownState } from './shown-state.ts';

/** The phases side by side, each as wide as it has work: how far it is, and its time against what was expected. */
export function PhaseProgress() {
  const words = useTexts(headerTexts);
  const state = useRun((run) => run.state);
  const phases = phaseViews(state);
  return (
    <ol className={classes['phases']} aria-label={words.progress}>
      {phases.map((phase) => (
        <Phase key={phase.id} phase={phase} state={state} />
      ))}
    </ol>
  );
}

function Phase({ phase, state }: { readonly phase: PhaseView; readonly state: RunState }) {
  const words = useTexts(headerTexts);
  const states = useTexts(stepStateWords);
  const failing = useTexts(failsWords);
  const current = phase.startedAt !== undefined && phase.endedAt === undefined && state.endedAt === undefined;
  const own = useRef<HTMLLIElement>(null);
  // A rollback stands behind all the others: what is under way is in sight, however many there are.
  useEffect(() => {
    if (current) own.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  const { steps, done, skipped, fails, title } = phase;
  const skippedText = skipped === 0 ? '' : ` · ${words.skipped(skipped)}`;
  const failsText = fails === 0 ? '' : ` · ${failing(fails)}`;
  return (
    <li
      ref={own}
      className={classes['phase']}
      data-current={current}
      // A phase of forty steps must not leave a phase of one without a name.
      style={{ flexGrow: Math.min(6, Math.max(1.6, Math.sqrt(steps.length) * 1.4)) }}
    >
      <div
        className={classes['label']}
        title={`${title}: ${words.steps(done, steps.length)}${skippedText}${failsText}`}
      >
        <span className={classes['title']}>{title}</span>
        <span className={classes['figures']}>
          <FailMark fails={fails} /> {words.phase(done, steps.length)}{' '}
          <span className={classes['time']}>
            <PhaseTime phase={phase} running={current} />
          </span>
        </span>
      </div>
      <div className={classes['bar']} role="img" aria-label={`${states[phase.state]}${skippedText}${failsText}`}>
        {segments(phase, state).map(({ name, count }, at) => (
          <span
            key={`${at} ${name}`}
            data-state={name}
            style={{ flexGrow: count, background: name === 'waiting' ? 'var(--line)' : stepLooks[name].colour }}
          />
        ))}
      </div>
    </li>
  );
}

/** Neighbours of one state are one piece: a thousand steps are no thousand elements. */
function segments(
  { steps }: PhaseView,
  state: RunState,
): readonly { readonly name: StepState; readonly count: number }[] {
  const found: { name: StepState; count: number }[] = [];
  for (const { id } of steps) {
    const own = shownState(state.steps.get(id), state.endedAt !== undefined);
    const name = own === 'ready' ? 'waiting' : own === 'passed' && failedCases(state, id).length > 0 ? 'failed' : own;
    const last = found.at(-1);
    if (last?.name === name) last.count += 1;
    else found.push({ name, count: 1 });
  }
  return found;
}

function PhaseTime({ phase, running }: { readonly phase: PhaseView; readonly running: boolean }) {
  if (phase.startedAt === undefined) return <>{expectedText(phase.expectedMs === 0 ? undefined : phase.expectedMs)}</>;
  if (running) return <RunningTime phase={phase} from={phase.startedAt} />;
  return phase.endedAt === undefined ? null : <>{clockText(Date.parse(phase.endedAt) - Date.parse(phase.startedAt))}</>;
}

function RunningTime({ phase, from }: { readonly phase: PhaseView; readonly from: string }) {
  const words = useTexts(headerTexts);
  const elapsed = Math.max(0, useNow() - Date.parse(from));
  if (phase.expectedMs === 0) return <>{clockText(elapsed)}</>;
  const late = elapsed > phase.expectedMs;
  return (
    <span data-late={late}>
      {clockText(elapsed)} {words.of(expectedText(phase.expectedMs))}
      {late ? ` · ${words.late}` : ''}
    </span>
  );
}
