import type { StepState } from '../../src-shared/run/state.ts';
import classes from './state-mark.module.css';
import { failsWords, stepLook, stepStateWords, stopLook, stopWord } from './step-states.ts';
import { useTexts } from './use-texts.ts';

export interface StateMarkProps {
  readonly state: StepState;
  /** Cases of a form that stand at FAIL: what passed with one is marked as failed and says so. */
  readonly fails?: number;
  /** Shows the word beside the icon; without it the word is for screen readers only. */
  readonly word?: boolean;
  readonly size?: number;
  /** What must hold while somebody acts does not (see `stopLook`). */
  readonly stopped?: boolean;
  /** Does not move: for lists, where dozens of moving signs would keep a page drawing without a graphics card. */
  readonly still?: boolean;
}

/** A step's state by icon, word and colour: colour never says it alone. */
export function StateMark({
  state,
  fails = 0,
  stopped = false,
  word = false,
  size = 16,
  still = false,
}: StateMarkProps) {
  const words = useTexts(stepStateWords);
  const failing = useTexts(failsWords);
  const stop = useTexts(stopWord);
  const { icon: Icon, colour, moving = false } = stopped ? stopLook : stepLook(state, fails);
  return (
    <span className={classes['mark']} style={{ color: colour }}>
      <Icon size={size} stroke={2.2} aria-hidden className={moving && !still ? classes['moving'] : undefined} />
      <span className={word ? undefined : classes['unseen']}>
        {stopped ? stop : state === 'passed' && fails > 0 ? failing(fails) : words[state]}
      </span>
    </span>
  );
}
