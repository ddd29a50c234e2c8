import { Button } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { placeOf, usePracticeHosts } from '../../state/use-practice-hosts.ts';
import { useRun } from '../../state/run-context.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './held-band.module.css';
import { headerTexts } from './header-texts.ts';

/** Where a rehearsal's practice hosts are gone, every step would fail: says so, and starts them. */
export function LabBand() {
  const words = useTexts(headerTexts);
  const lab = usePracticeHosts(placeOf(useRun(({ state }) => state.plan.inventory)));
  const over = useRun(({ state }) => state.endedAt !== undefined);
  if (over || lab.running !== false) return null;
  return (
    <div className={classes['band']} role="status">
      <IconFlask size={18} aria-hidden />
      <span className={classes['words']}>{words.labOff}</span>
      <Button size="xs" onClick={lab.start} loading={lab.starting}>
        {words.labStart}
      </Button>
      {lab.error === undefined ? null : <ErrorNote error={lab.error} />}
    </div>
  );
}
