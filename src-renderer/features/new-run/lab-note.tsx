import { Button } from '@mantine/core';
import { useState } from 'react';
import { core } from '../../platform/core.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';

/** Whether the practice hosts are there, and a way to have them. */
export function LabNote() {
  const words = useTexts(newRunTexts);
  const [status, reload] = useCall('lab.status', {}, ['lab']);
  const [starting, setStarting] = useState(false);
  const [error, setError] = useState<unknown>();
  if (status.kind !== 'there') return null;
  if (status.value.running) return <p className={classes['quiet']}>{words.labOn}</p>;
  const start = async (): Promise<void> => {
    setStarting(true);
    setError(undefined);
    try {
      await core.call('lab.start', {});
      reload();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setStarting(false);
    }
  };
  return (
    <>
      <div className={classes['row']}>
        <p className={classes['warn']}>{words.labOff}</p>
        <Button size="xs" loading={starting} onClick={() => void start()}>
          {words.labStart}
        </Button>
      </div>
      {error === undefined ? null : <ErrorNote error={error} />}
    </>
  );
}
