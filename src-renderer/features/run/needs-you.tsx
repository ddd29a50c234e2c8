import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { StepId } from '../../../src-shared/base/ids.ts';
import type { JournalRecord } from '../../../src-shared/run/record.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { useKeys } from '../../ui/keys.ts';
import { stepLooks, stopLook, type StateLook } from '../../ui/step-states.ts';
import { clockText, useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { lookAt, lookAtTask, useLooking } from './looking.ts';
import classes from './needs-you.module.css';
import { nowTexts } from './now-texts.ts';
import { formTitleOf, tasksOf, type NowTone, type Task } from './now-words.ts';
import { sideTexts } from './side-texts.ts';

/** The queue of what waits for people, the gravest first; N goes from one to the next. */
export function NeedsYou() {
  const words = useTexts(sideTexts);
  const language = useSettings((settings) => settings.language);
  const state = useRun((run) => run.state);
  const looked = useLooking(({ step }) => step);
  const tasks = useMemo(() => tasksOf(state, nowTexts[language]), [state, language]);
  const steps = [...new Set(tasks.flatMap(({ step }) => (step === undefined ? [] : [step])))];
  const pressing = tasks.filter(isPressing).length;
  const next = (): void => {
    const at = steps.findIndex((step) => step === looked);
    const to = steps[(at + 1) % Math.max(1, steps.length)];
    const task = tasks.find(({ step }) => step === to);
    if (to !== undefined) (task !== undefined && isPressing(task) ? lookAtTask : lookAt)(to);
  };
  useKeys([{ keys: ['n'], does: words.nextTask, run: next }]);
  return (
    <section className={classes['panel']} aria-label={words.needsYou}>
      <h2>
        {words.needsYou} <kbd>N</kbd>
        <span className={classes['count']} data-some={pressing > 0}>
          {pressing}
        </span>
      </h2>
      {tasks.length === 0 ? <p className={classes['nothing']}>{words.nothing}</p> : null}
      <ul className={classes['tasks']}>
        {tasks.map((task) => (
          <TaskCard key={`${task.item.kind} ${task.item.id} ${task.item.host ?? ''}`} task={task} looked={looked} />
        ))}
      </ul>
    </section>
  );
}

/** Without it the run does not go on. */
function isPressing({ item }: Task): boolean {
  return !item.optional && item.kind !== 'owed';
}

function TaskCard({ task, looked }: { readonly task: Task; readonly looked: StepId | undefined }) {
  const words = useTexts(sideTexts);
  const { step, tone, who, what, item } = task;
  const state = useRun((run) => run.state);
  const records = useRun((run) => run.records);
  const since = sinceOf(state, task, records);
  const form = step === undefined ? undefined : formTitleOf(state, step);
  const about = form !== undefined && !what.includes(form) ? form : undefined;
  const { icon: Icon, colour } = lookOf(tone);
  return (
    <li>
      <button
        type="button"
        className={classes['task']}
        aria-current={step !== undefined && step === looked}
        disabled={step === undefined}
        onClick={() => {
          if (step !== undefined)
            (isPressing(task) ? lookAtTask : lookAt)(step, item.kind === 'sign' ? item.id : undefined);
        }}
      >
        <Icon size={16} stroke={2.2} color={colour} aria-hidden />
        <span className={classes['what']} title={what}>
          {what}
        </span>
        <span className={classes['who']}>
          {who}
          {item.optional ? ` · ${words.optional}` : ''}
        </span>
        <span className={classes['age']}>{since === undefined ? '' : <Age since={since} />}</span>
        {about === undefined ? null : <span className={classes['about']}>{about}</span>}
        {task.badEvidence === 0 ? null : (
          <span className={classes['bad']}>
            <IconX size={12} stroke={3} aria-hidden /> {words.badEvidence(task.badEvidence)}
          </span>
        )}
      </button>
    </li>
  );
}

function lookOf(tone: NowTone): StateLook {
  if (tone === 'stop') return stopLook;
  return stepLooks[tone === 'failed' || tone === 'unknown' || tone === 'owed' ? tone : 'needs-person'];
}

/** Since when it waits: a failure since it failed, a pause since it was made, else since it was asked. */
function sinceOf(state: RunState, { step, item }: Task, records: readonly JournalRecord[]): string | undefined {
  if (item.kind === 'continue') return records.findLast(({ type }) => type === 'run-paused')?.at;
  const run = step === undefined ? undefined : state.steps.get(step);
  return run?.state === 'needs-person' ? run.startedAt : (run?.endedAt ?? run?.startedAt);
}

function Age({ since }: { readonly since: string }) {
  return clockText(Math.max(0, useNow() - Date.parse(since)));
}
