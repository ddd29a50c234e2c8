import type { StepState } from '../../src-shared/run/state.ts';
import classes from './state-mark.module.css';
import { stepLooks, stepStateWords } from './step-states.ts';
import { useTexts } from './use-texts.ts';

export interface StateMarkProps {
  readonly state: StepState;
  /** Shows the word beside the icon; without it the word is for screen readers only. */
  readonly word?: boolean;
  readonly size?: number;
  /** Does not move: for lists, where dozens of moving signs would keep a page drawing without a graphics card. */
  readonly still?: boolean;
}

/** A step's state by icon, word and colour: colour never says it alone. */
export function StateMark({ state, word = false, size = 16, still = false }: StateMarkProps) {
  const words = useTexts(stepStateWords);
  const { icon: Icon, colour, moving = false } = stepLooks[state];
  return (
    <span className={classes['mark']} style={{ color: colour }}>
      <Icon size={size} stroke={2.2} aria-hidden className={moving && !still ? classes['moving'] : undefined} />
      <span className={word ? undefined : classes['unseen']}>{words[state]}</span>
    </span>
  );
}
