import { Button, SegmentedControl } from '@mantine/core';
import { IconClock, IconFlame, IconListCheck, IconServer2, IconSquareCheck } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { Plan } from '../../../src-shared/plan/plan.ts';
import { formatDuration } from '../../../src-shared/runbook/duration.ts';
import { casesOf } from '../../../src-shared/run/forms-gate.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { PlanBeside } from './plan-beside.tsx';
import { PlanHash } from './plan-hash.tsx';
import { PlanPhaseView } from './plan-phase-view.tsx';
import { planTexts } from './plan-texts.ts';
import classes from './plan-view.module.css';
import { stepHosts } from '../../../src-shared/plan/step-hosts.ts';
import type { Stakes } from './simulated-hosts.ts';

export interface PlanViewProps extends Stakes {
  readonly plan: Plan;
  readonly planHash: string;
}

/** Phases of a longer plan are closed at first: their steps are drawn when they are opened. */
const fewSteps = 150;

/** The frozen plan, to the last character of each script: what is approved is what is read here. */
export const PlanView = memo(function PlanView({ plan, planHash, ...stakes }: PlanViewProps) {
  const words = useTexts(planTexts);
  const [only, setOnly] = useState<'all' | 'destructive'>('all');
  const [commands, setCommands] = useState(false);
  const shown = only === 'all' ? plan.steps : plan.steps.filter((step) => step.destructive);
  const byPhase = Map.groupBy(shown, (step) => step.phase);
  const longest = new Set(plan.criticalPath.steps);
  const phases = plan.phases.filter((phase) => byPhase.has(phase.id));
  return (
    <div className={classes['plan']}>
      <PlanFacts plan={plan} planHash={planHash} />
      <div className={classes['tools']}>
        <SegmentedControl
          size="xs"
          aria-label={words.which}
          value={only}
          onChange={setOnly}
          data={[
            { value: 'all', label: words.all },
            { value: 'destructive', label: words.onlyDestructive },
          ]}
        />
        <Button size="xs" variant="default" aria-pressed={commands} onClick={() => setCommands(!commands)}>
          {commands ? words.hideAll : words.showAll}
        </Button>
      </div>
      {phases.map((phase) => (
        <PlanPhaseView
          // Another choice of what is shown opens and closes anew.
          key={`${phase.id} ${commands} ${only}`}
          phase={phase}
          steps={byPhase.get(phase.id) ?? []}
          people={plan.people}
          longest={longest}
          stakes={stakes}
          open={phase.section === 'main' && (shown.length <= fewSteps || commands)}
          commands={commands}
        />
      ))}
      {only === 'all' ? <PlanBeside plan={plan} /> : null}
    </div>
  );
});

function PlanFacts({ plan, planHash }: Pick<PlanViewProps, 'plan' | 'planHash'>) {
  const words = useTexts(planTexts);
  const main = plan.steps.filter((step) => step.section === 'main');
  const hosts = new Set(main.flatMap((step) => stepHosts(step)));
  const destructive = main.filter((step) => step.destructive).length;
  const cases = plan.forms.flatMap((form) => casesOf(form)).length;
  const { seconds } = plan.criticalPath;
  return (
    <div className={classes['facts']}>
      <PlanHash hash={planHash} />
      <span>
        <IconListCheck size={16} aria-hidden /> {words.steps(main.length)}
      </span>
      <span>
        <IconServer2 size={16} aria-hidden /> {words.hosts(hosts.size)}
      </span>
      <span className={destructive > 0 ? classes['danger'] : undefined}>
        <IconFlame size={16} aria-hidden /> {words.destructiveCount(destructive)}
      </span>
      {cases === 0 ? null : (
        <span>
          <IconSquareCheck size={16} aria-hidden /> {words.cases(cases)}
        </span>
      )}
      <span title={words.longest}>
        <IconClock size={16} aria-hidden /> {seconds === 0 ? words.nothingKnown : words.expected(roughly(seconds))}
      </span>
    </div>
  );
}

/** Beyond ten minutes nobody expects it to the second. */
function roughly(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return formatDuration(minutes > 10 ? minutes * 60_000 : seconds * 1000);
}
