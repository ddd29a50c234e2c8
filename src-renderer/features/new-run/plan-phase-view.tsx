import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { StepId } from '../../../src-shared/base/ids.ts';
import type { Plan, PlanPhase, PlanStep } from '../../../src-shared/plan/plan.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { PlanStepRow } from './plan-step-row.tsx';
import { planTexts } from './plan-texts.ts';
import classes from './plan-view.module.css';
import type { Stakes } from './simulated-hosts.ts';

export interface PlanPhaseViewProps {
  readonly phase: PlanPhase;
  readonly steps: readonly PlanStep[];
  readonly people: Plan['people'];
  readonly longest: ReadonlySet<StepId>;
  readonly stakes: Stakes;
  readonly open: boolean;
  readonly commands: boolean;
}

/** A phase with its steps, which are drawn only while it is open. */
export function PlanPhaseView({ phase, steps, people, longest, stakes, open: atFirst, commands }: PlanPhaseViewProps) {
  const words = useTexts(planTexts);
  const [open, setOpen] = useState(atFirst);
  const id = useId();
  const destructive = steps.filter((step) => step.destructive).length;
  return (
    <section className={classes['phase']} aria-labelledby={id}>
      <h3 className={classes['phaseHead']}>
        <button type="button" id={id} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconChevronRight size={16} aria-hidden className={open ? classes['turned'] : undefined} />
          <span className={classes['phaseTitle']}>{phase.title}</span>
          <span className={classes['phaseNote']}>
            {[
              words.steps(steps.length),
              ...(destructive > 0 ? [words.destructiveCount(destructive)] : []),
              ...(phase.preflight ? [words.preflightPhase] : []),
              ...(phase.section === 'rollback' ? [words.rollback] : []),
            ].join(' · ')}
          </span>
        </button>
      </h3>
      {open ? (
        <>
          {phase.description === undefined ? null : <p className={classes['note']}>{phase.description}</p>}
          <ol className={classes['steps']}>
            {steps.map((step) => (
              <PlanStepRow
                key={step.id}
                step={step}
                by={people[step.by]?.title ?? step.by}
                onLongest={longest.has(step.id)}
                stakes={stakes}
                open={commands}
              />
            ))}
          </ol>
        </>
      ) : null}
    </section>
  );
}
