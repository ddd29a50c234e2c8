import { useMemo } from 'react';
import { stepHosts } from '../../../src-shared/plan/step-hosts.ts';
import { expectedMs } from '../../../src-shared/run/clocks.ts';
import { asId } from '../../../src-shared/base/ids.ts';
import { failedCases } from '../../state/failed-cases.ts';
import { useRun } from '../../state/run-context.tsx';
import type { GraphPhase, GraphStep } from '../../ui/graph/graph-model.ts';
import { StepGraph } from '../../ui/graph/step-graph.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { lookAt, useLooking } from './looking.ts';
import { phaseViews } from './phase-progress-view.ts';
import { stepsTexts } from './steps-texts.ts';

/** The steps by what needs what, each in its present state. */
export function StepsGraph({ onOpen }: { readonly onOpen: () => void }) {
  const words = useTexts(stepsTexts);
  const state = useRun((run) => run.state);
  const selected = useLooking(({ step }) => step);
  const { phases, steps } = useMemo(() => {
    const views = phaseViews(state);
    return {
      phases: views.map(({ id, title }): GraphPhase => ({ id, title })),
      steps: views.flatMap((view) =>
        view.steps.map((step): GraphStep => {
          const hosts = stepHosts(step);
          return {
            id: step.id,
            title: step.title,
            phase: view.id,
            needs: step.needs,
            state: state.steps.get(step.id)?.state ?? 'waiting',
            fails: failedCases(state, step.id).length,
            where: hosts.length > 1 ? words.hosts(hosts.length) : hosts[0],
            takesMs: expectedMs(step),
            destructive: step.destructive,
          };
        }),
      ),
    };
  }, [state, words]);
  return (
    <StepGraph
      phases={phases}
      steps={steps}
      selected={selected}
      onSelect={(id) => lookAt(asId(id))}
      onOpen={onOpen}
      critical={state.plan.criticalPath.steps}
    />
  );
}
