import { SegmentedControl, Tooltip } from '@mantine/core';
import { IconFocus2 } from '@tabler/icons-react';
import { useRun } from '../../state/run-context.tsx';
import { useKeys } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { lookAt, useLooking, type StepsView } from './looking.ts';
import { phaseViews } from './phase-progress-view.ts';
import { StepList } from './step-list.tsx';
import { neighbour } from './step-rows.ts';
import { StepsGraph } from './steps-graph.tsx';
import { StepTimeline } from './step-timeline.tsx';
import classes from './steps-panel.module.css';
import { stepsTexts } from './steps-texts.ts';

const views: readonly StepsView[] = ['list', 'graph', 'time'];

export interface StepsPanelProps {
  /** Moves the keyboard to the step that is looked at. */
  readonly onOpen: () => void;
}

/** All steps of the run, as a list or over time; F follows the run. */
export function StepsPanel({ onOpen }: StepsPanelProps) {
  const words = useTexts(stepsTexts);
  const view = useLooking((looking) => looking.view);
  const follow = useLooking((looking) => looking.follow);
  useStepKeys(onOpen);
  return (
    <section className={classes['panel']} aria-label={words.steps}>
      <div className={classes['head']}>
        <h2>{words.steps}</h2>
        <Tooltip label={words.followHint} multiline maw={260}>
          <button
            type="button"
            className={classes['follow']}
            aria-pressed={follow}
            onClick={() => useLooking.setState({ follow: !follow })}
          >
            <IconFocus2 size={14} aria-hidden /> {words.follow} <kbd>F</kbd>
          </button>
        </Tooltip>
        <SegmentedControl
          size="xs"
          aria-label={words.view}
          value={view}
          onChange={(value) => useLooking.setState({ view: value })}
          data={views.map((value) => ({ value, label: words.views[value] }))}
        />
      </div>
      {view === 'list' ? <StepList onOpen={onOpen} /> : null}
      {view === 'time' ? <StepTimeline /> : null}
      {view === 'graph' ? (
        <div className={classes['graph']}>
          <StepsGraph onOpen={onOpen} />
        </div>
      ) : null}
    </section>
  );
}

function useStepKeys(onOpen: () => void): void {
  const words = useTexts(stepsTexts);
  const phases = useRun(({ state }) => phaseViews(state));
  const move = (by: 1 | -1): void => {
    const next = neighbour(phases, useLooking.getState().step, by);
    if (next !== undefined) lookAt(next);
  };
  useKeys([
    { keys: ['j'], does: words.down, run: () => move(1) },
    { keys: ['k'], does: words.up, run: () => move(-1) },
    { keys: ['Enter'], does: words.open, run: onOpen },
    { keys: ['f'], does: words.toggleFollow, run: () => useLooking.setState(({ follow }) => ({ follow: !follow })) },
    {
      keys: ['g'],
      does: words.nextView,
      run: () => useLooking.setState(({ view }) => ({ view: view === 'graph' ? 'list' : 'graph' })),
    },
  ]);
}
