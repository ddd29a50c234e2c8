import { Anchor, Button } from '@mantine/core';
import { usePracticeHosts } from '../../state/use-practice-hosts.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';

/** Whether the practice hosts are there, a way to have them, and to what people do by hand on them. */
export function LabNote() {
  const words = useTexts(newRunTexts);
  const { status, starting, error, start } = usePracticeHosts();
  if (status === undefined) return null;
  if (status.running)
    return (
      <p className={classes['quiet']}>
        {words.labOn}{' '}
        {status.page === undefined ? null : (
          <Anchor href={status.page} target="_blank" rel="noreferrer" inherit>
            {words.labPage}
          </Anchor>
        )}
      </p>
    );
  return (
    <>
      <div className={classes['row']}>
        <p className={classes['warn']}>{words.labOff}</p>
        <Button size="xs" loading={starting} onClick={start}>
          {words.labStart}
        </Button>
      </div>
      {error === undefined ? null : <ErrorNote error={error} />}
    </>
  );
}
