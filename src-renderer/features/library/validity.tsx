import { IconCheck, IconInfoCircle, IconX } from '@tabler/icons-react';
import { useTexts } from '../../ui/use-texts.ts';
import { libraryTexts } from './library-texts.ts';
import classes from './validity.module.css';

export interface ValidityProps {
  readonly errors: number;
  readonly hints: number;
}

/** Whether a runbook can be used, in words: errors forbid it, hints do not. */
export function Validity({ errors, hints }: ValidityProps) {
  const words = useTexts(libraryTexts);
  return (
    <span className={classes['validity']}>
      {errors > 0 ? (
        <span className={classes['errors']}>
          <IconX size={14} stroke={2.4} aria-hidden /> {words.errors(errors)}
        </span>
      ) : (
        <span className={classes['valid']}>
          <IconCheck size={14} stroke={2.4} aria-hidden /> {words.valid}
        </span>
      )}
      {hints === 0 ? null : (
        <span className={classes['hints']}>
          <IconInfoCircle size={14} stroke={2} aria-hidden /> {words.hints(hints)}
        </span>
      )}
    </span>
  );
}
