import { useId } from 'react';
import type { Plan, PlanStep } from '../../../src-shared/plan/plan.ts';
import { compareStep, probeStep } from '../../../src-shared/plan/probe-step.ts';
import { stepHosts, stepScript, stepWork } from '../../../src-shared/plan/step-hosts.ts';
import { visibleText } from '../../../src-shared/plan/visible-text.ts';
import { formatDuration } from '../../../src-shared/runbook/duration.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { besideTexts } from './plan-beside-texts.ts';
import { taskLines } from './plan-step-words.ts';
import { planTexts } from './plan-texts.ts';
import classes from './plan-view.module.css';
import { ScriptBlock } from './script-block.tsx';

/** What the plan does beside its steps: the probes, and the values taken before and after. They are approved with it. */
export function PlanBeside({ plan }: { readonly plan: Plan }) {
  const words = useTexts(besideTexts);
  const id = useId();
  if (plan.probes.length + plan.compare.length === 0) return null;
  return (
    <section className={classes['phase']} aria-labelledby={id}>
      <h3 id={id} className={classes['besideHead']}>
        {words.title}
      </h3>
      <ul className={classes['steps']}>
        {plan.probes.map((probe) => (
          <Beside key={probe.id} step={probeStep(probe)} when={words.every(formatDuration(probe.everyMs))} />
        ))}
        {plan.compare.map((one) => (
          <Beside key={one.id} step={compareStep(one)} when={words.beforeAndAfter} />
        ))}
      </ul>
    </section>
  );
}

function Beside({ step, when }: { readonly step: PlanStep; readonly when: string }) {
  const words = useTexts(planTexts);
  const script = stepScript(step);
  const hosts = stepHosts(step).join(', ');
  return (
    <li className={classes['beside']}>
      <p>
        <b>{step.title}</b> <span className={classes['phaseNote']}>{[when, hosts].filter(Boolean).join(' · ')}</span>
      </p>
      {taskLines(step, words).map((line) => (
        <p key={line} className={classes['prose']}>
          {visibleText(line)}
        </p>
      ))}
      {script === undefined ? null : <ScriptBlock title={words.detail.script} script={script} hosts={stepWork(step)} />}
    </li>
  );
}
