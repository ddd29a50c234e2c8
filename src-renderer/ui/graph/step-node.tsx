import { IconAlertTriangle } from '@tabler/icons-react';
import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { FailMark } from '../fail-mark.tsx';
import { StateMark } from '../state-mark.tsx';
import { expectedText } from '../times.ts';
import { useTexts } from '../use-texts.ts';
import { graphTexts } from './graph-texts.ts';
import type { GraphStep } from './graph-model.ts';
import classes from './step-graph.module.css';

export type StepNodeData = Readonly<Record<string, unknown>> & {
  readonly step: GraphStep;
  readonly chosen: boolean;
  readonly critical: boolean;
};
export type StepNodeType = Node<StepNodeData, 'step'>;

/** A step: its state in icon and word, what it is called, where it acts and how long it usually takes. */
export const StepNode = memo(function StepNode({ data }: NodeProps<StepNodeType>) {
  const words = useTexts(graphTexts);
  const { step, chosen, critical } = data;
  const { state, fails = 0 } = step;
  const expected = expectedText(step.takesMs);
  const marks = [classes['node'], chosen ? classes['chosen'] : '', critical ? classes['critical'] : ''];
  return (
    <div
      role="group"
      aria-label={step.title}
      aria-current={chosen}
      className={marks.join(' ')}
      data-state={state === 'passed' && fails > 0 ? 'failed' : state}
    >
      <div className={classes['title']}>
        {state === undefined ? null : <StateMark state={state} fails={fails} />}
        <span>{step.title}</span>
      </div>
      <div className={classes['facts']}>
        <FailMark fails={fails} plain={state === 'passed'} />
        {step.destructive ? (
          <span className={classes['destructive']}>
            <IconAlertTriangle size={13} stroke={2} aria-hidden /> {words.destructive}
          </span>
        ) : null}
        <span className={classes['where']}>{step.where}</span>
        <span className={classes['takes']}>{expected}</span>
      </div>
      {critical ? <span className={classes['unseen']}>{words.critical}</span> : null}
      {/* The library draws no line to a node in which it measured no ends. */}
      <Handle type="target" position={Position.Top} isConnectable={false} className={classes['end']} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} className={classes['end']} />
    </div>
  );
});

export type LaneNodeData = Readonly<Record<string, unknown>> & {
  readonly title: string;
  readonly count: number;
};
export type LaneNodeType = Node<LaneNodeData, 'lane'>;

/** A phase: the field on which its steps stand. */
export const LaneNode = memo(function LaneNode({ data }: NodeProps<LaneNodeType>) {
  const words = useTexts(graphTexts);
  return (
    <div className={classes['lane']}>
      <span className={classes['laneTitle']}>{data.title}</span>
      <span className={classes['laneCount']}>{data.count === 0 ? words.empty : words.steps(data.count)}</span>
    </div>
  );
});
