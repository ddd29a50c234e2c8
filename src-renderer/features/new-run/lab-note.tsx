import { Anchor, Button } from '@mantine/core';
import { usePracticeHosts, type InventoryPlace } from '../../state/use-practice-hosts.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';

/** Whether the practice hosts are there, a way to have them, and to what people do by hand on them. */
export function LabNote({ inventory }: { readonly inventory: InventoryPlace | undefined }) {
  const words = useTexts(newRunTexts);
  const { running, page, starting, error, start } = usePracticeHosts(inventory);
  if (running === undefined) return null;
  if (running)
    return (
      <p className={classes['quiet']}>
        {words.labOn}{' '}
        {page === undefined ? null : (
          <Anchor href={page} target="_blank" rel="noreferrer" inherit>
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
