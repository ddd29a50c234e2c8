import { IconChevronRight, IconFlame, IconRoute, IconShieldCheck, IconTheater } from '@tabler/icons-react';
import { useState } from 'react';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import { stepHosts } from '../../../src-shared/plan/step-hosts.ts';
import { expectedText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { PlanStepDetails } from './plan-step-details.tsx';
import { planTexts } from './plan-texts.ts';
import classes from './plan-view.module.css';
import { simulationOf, type Stakes } from './simulated-hosts.ts';

export interface PlanStepRowProps {
  readonly step: PlanStep;
  /** Title of the role that does it. */
  readonly by: string;
  readonly onLongest: boolean;
  readonly stakes: Stakes;
  readonly open: boolean;
}

/** One step of the plan in a line; opened, all of it. */
export function PlanStepRow({ step, by, onLongest, stakes, open: atFirst }: PlanStepRowProps) {
  const words = useTexts(planTexts);
  const [open, setOpen] = useState(atFirst);
  const { timing } = step;
  return (
    <li className={classes['step']} data-destructive={step.destructive || undefined}>
      <button type="button" className={classes['stepHead']} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={14} aria-hidden className={open ? classes['turned'] : undefined} />
        <span className={classes['stepTitle']}>
          <span>{step.title}</span>
          <StepBadges step={step} stakes={stakes} />
        </span>
        <span className={classes['stepKind']}>{words.kinds[step.action.kind]}</span>
        <span className={classes['stepHosts']}>{whereOf(step, words.by(by), words.fromHere)}</span>
        <span className={classes['stepTime']}>
          {onLongest ? <IconRoute size={14} role="img" aria-label={words.onLongest} /> : null}
          {expectedText(timing.takesMs ?? timing.forMs)}
        </span>
      </button>
      {open ? <PlanStepDetails step={step} /> : null}
    </li>
  );
}

function StepBadges({ step, stakes }: Pick<PlanStepRowProps, 'step' | 'stakes'>) {
  const words = useTexts(planTexts);
  const simulation = simulationOf(step, stakes);
  return (
    <>
      {step.destructive ? (
        <span className={classes['danger']}>
          <IconFlame size={14} aria-hidden /> {words.destructive}
        </span>
      ) : null}
      {simulation.kind === 'none' ? null : (
        <span className={classes['simulated']}>
          <IconTheater size={14} aria-hidden />{' '}
          {simulation.kind === 'all' ? words.simulated : words.partlySimulated(simulation.hosts.join(', '))}
        </span>
      )}
      {step.undo?.kind === 'none' ? <span className={classes['danger']}>{words.noUndo}</span> : null}
      {step.guard.length === 0 ? null : (
        <span className={classes['quiet']}>
          <IconShieldCheck size={14} aria-hidden /> {words.guarded}
        </span>
      )}
      {step.unreachable === 'owe' ? <span className={classes['quiet']}>{words.owed}</span> : null}
    </>
  );
}

/** Hosts where something runs, or from where it is looked at; else who or what does it. */
function whereOf(step: PlanStep, by: string, fromHere: string): string {
  const { action } = step;
  const own = action.kind === 'check' && action.check.kind !== 'run' && action.check.from.includes('app');
  const named = [...stepHosts(step), ...(own ? [fromHere] : [])];
  if (named.length > 0) return named.join(', ');
  return action.kind === 'wait' ? '' : by;
}
