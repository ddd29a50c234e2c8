import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import classes from './error-note.module.css';
import { useRemedies } from './use-remedies.ts';
import { useTexts, type Texts } from './use-texts.ts';

const texts: Texts<{ readonly again: string; readonly code: string }> = {
  en: { again: 'Try again', code: 'Code' },
  it: { again: 'Riprova', code: 'Codice' },
};

export interface ErrorNoteProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong, how to mend it, and the code that docs/errors.md explains. */
export function ErrorNote({ error, onRetry }: ErrorNoteProps) {
  const words = useTexts(texts);
  const remedyOf = useRemedies();
  const code = error instanceof DrillError ? error.code : undefined;
  return (
    <div role="alert" className={classes['note']}>
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <p className={classes['message']}>{messageOf(error)}</p>
        {code === undefined ? null : (
          <p className={classes['remedy']}>
            {remedyOf(code)} <code title={words.code}>{code}</code>
          </p>
        )}
        {onRetry === undefined ? null : (
          <Button size="xs" variant="default" onClick={onRetry}>
            {words.again}
          </Button>
        )}
      </div>
    </div>
  );
}
