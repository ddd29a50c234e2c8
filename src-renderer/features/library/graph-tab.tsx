import { useRoute } from '../../state/route-store.ts';
import { StepGraph } from '../../ui/graph/step-graph.tsx';
import classes from './graph-tab.module.css';
import type { Outline } from './runbook-outline.ts';

export interface GraphTabProps {
  readonly file: string;
  readonly outline: Outline;
  readonly selected: string | undefined;
  readonly onSelect: (step: string) => void;
}

/** The steps as a graph; Enter shows the step in the list, to the last character. */
export function GraphTab({ file, outline, selected, onSelect }: GraphTabProps) {
  const go = useRoute((state) => state.go);
  return (
    <div className={classes['graph']}>
      <StepGraph
        phases={outline.phases}
        steps={outline.steps}
        selected={selected}
        onSelect={onSelect}
        onOpen={(step) => {
          onSelect(step);
          go({ screen: 'runbook', file, tab: 'steps' });
        }}
      />
    </div>
  );
}
