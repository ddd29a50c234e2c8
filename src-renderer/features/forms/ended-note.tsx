import { Button } from '@mantine/core';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './form-panel.module.css';
import { formsTexts } from './forms-texts.ts';
import type { Writing } from './use-writing.ts';

/** Says that what stands here is what was written, and what a change would do; nothing while the run is open. */
export function EndedNote({ writing }: { readonly writing: Writing }) {
  const words = useTexts(formsTexts);
  if (writing.may === 'sealed') return <p className={classes['ended']}>{words.sealed}</p>;
  if (writing.may !== 'when-corrected') return null;
  return (
    <p className={classes['ended']}>
      {words.ended}{' '}
      <Button size="compact-xs" variant="default" onClick={writing.correct}>
        {words.correct}
      </Button>
    </p>
  );
}
