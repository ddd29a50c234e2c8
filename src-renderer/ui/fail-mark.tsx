import { IconX } from '@tabler/icons-react';
import classes from './state-mark.module.css';
import { failsWords } from './step-states.ts';
import { useTexts } from './use-texts.ts';

export interface FailMarkProps {
  /** Cases that stand at FAIL; nothing is shown for none. */
  readonly fails: number;
  /** The words alone: beside a mark that has the cross already, which says them to screen readers too. */
  readonly plain?: boolean;
}

/** Says in sight that a form holds a FAIL: its gate opens all the same, so its state alone would hide it. */
export function FailMark({ fails, plain = false }: FailMarkProps) {
  const words = useTexts(failsWords);
  if (fails === 0) return null;
  return (
    <strong className={classes['fails']} aria-hidden={plain}>
      {plain ? null : <IconX size={12} stroke={3} aria-hidden />}
      {words(fails)}
    </strong>
  );
}
