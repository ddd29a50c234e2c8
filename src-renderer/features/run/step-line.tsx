import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo } from 'react';
import type { StepId } from '../../../src-shared/base/ids.ts';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import { stepHosts } from '../../../src-shared/plan/step-hosts.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { useRun } from '../../state/run-context.tsx';
import { FailMark } from '../../ui/fail-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { clockText, expectedText, useNow } from '../../ui/times.ts';
import { useSaid } from '../../ui/use-said.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { isStopped } from './guard-proofs.tsx';
import { isLeftOutByWhen, leftOutTexts } from './left-out.ts';
import { formOfSeveral } from './now-words.ts';
import type { PhaseView } from './phase-progress-view.ts';
import classes from './step-line.module.css';
import { shownState } from './shown-state.ts';
import { isTicking, stepTime } from './step-times.ts';
import { stepsTexts } from './steps-texts.ts';

interface PhaseRowProps {
  readonly id: string;
  readonly phase: PhaseView;
  readonly open: boolean;
  readonly onToggle: (phase: string) => void;
}

/** A phase with its count and its time; it opens and closes. */
export function PhaseRow({ id, phase, open, onToggle }: PhaseRowProps) {
  const words = useTexts(stepsTexts);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div
      role="treeitem"
      id={id}
      aria-level={1}
      aria-expanded={open}
      aria-selected={false}
      className={classes['phase']}
      onClick={() => onToggle(phase.id)}
    >
      <Chevron size={14} aria-hidden />
      {phase.state === 'waiting' ? null : <StateMark state={phase.state} fails={phase.fails} size={14} />}
      <span className={classes['title']}>{phase.title}</span>
      <FailMark fails={phase.fails} plain={phase.state === 'passed'} />
      {phase.skipped === 0 ? null : <span className={classes['soft']}>{words.skipped(phase.skipped)}</span>}
      <span className={classes['time']}>
        {phase.done}/{phase.steps.length} <PhaseTime phase={phase} />
      </span>
    </div>
  );
}

function PhaseTime({ phase }: { readonly phase: PhaseView }) {
  if (phase.startedAt === undefined) return expectedText(phase.expectedMs === 0 ? undefined : phase.expectedMs);
  if (phase.endedAt === undefined) return null;
  return clockText(Date.parse(phase.endedAt) - Date.parse(phase.startedAt));
}

interface StepLineProps {
  readonly id: string;
  readonly step: PlanStep;
  readonly run: StepRunState | undefined;
  /** Cases of the form that stand at FAIL. */
  readonly fails: number;
  readonly chosen: boolean;
  readonly onChoose: (step: StepId) => void;
}

/** One step: its state, its title, where, and its time against what was expected. */
export const StepLine = memo(function StepLine({ id, step, run, fails, chosen, onChoose }: StepLineProps) {
  const words = useTexts(stepsTexts);
  const said = useSaid();
  const leftOut = useTexts(leftOutTexts);
  const state = shownState(
    run,
    useRun((view) => view.state.endedAt !== undefined),
  );
  const hosts = stepHosts(step);
  const form = useRun((view) => (step.action.kind === 'form' ? formOfSeveral(view.state, step.id) : undefined));
  const where = hosts.length > 1 ? words.hosts(hosts.length) : (hosts[0] ?? form);
  const why = run === undefined ? '' : isLeftOutByWhen(run) ? leftOut.byWhen : said(run.why);
  const left = state === 'skipped' || state === 'not-applicable';
  return (
    <div
      role="treeitem"
      id={id}
      aria-level={2}
      aria-selected={chosen}
      data-left={left}
      className={classes['step']}
      title={why === '' ? step.title : `${step.title}: ${why}`}
      onClick={() => onChoose(step.id)}
    >
      <StateMark state={state} fails={fails} stopped={state === 'needs-person' && isStopped(run)} size={15} />
      <span className={classes['title']} data-form={form !== undefined}>
        {step.title}
        {fails === 0 ? null : ' '}
        <FailMark fails={fails} plain={state === 'passed'} />
        {where === undefined ? null : ' '}
        {where === undefined ? null : <span className={classes['where']}>{where}</span>}
        {state === 'skipped' ? <span className={classes['skipped']}> {words.skippedBy}</span> : null}
        {run?.simulated === true ? <span className={classes['soft']}> {words.simulated}</span> : null}
        {run?.overridden === true ? <span className={classes['soft']}> {words.byHand}</span> : null}
      </span>
      <span className={classes['time']}>
        {state === 'waiting' && isTicking(run) ? null : isTicking(run) ? (
          <TickingTime step={step} run={run} />
        ) : (
          stepTime(step, run, 0, words.of).text
        )}
      </span>
    </div>
  );
});

/** Only what is open ticks: a list of a thousand ended steps is at rest. */
function TickingTime({ step, run }: { readonly step: PlanStep; readonly run: StepRunState | undefined }) {
  const words = useTexts(stepsTexts);
  const { text, late } = stepTime(step, run, useNow(), words.of);
  // One above the other: beside each other they would take the room of the title.
  const [elapsed, expected] = text.split(` ${words.of} `);
  return (
    <span data-late={late}>
      {elapsed}
      {expected === undefined ? null : <span className={classes['late']}>{`${words.of} ${expected}`}</span>}
      {late ? <span className={classes['late']}>{words.late}</span> : null}
    </span>
  );
}
