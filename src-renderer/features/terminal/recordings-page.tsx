import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useRoute } from '../../state/route-store.ts';
import { useRun } from '../../state/run-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { RecordingList } from './recording-list.tsx';
import classes from './recordings-page.module.css';
import { recordingsTexts } from './recordings-texts.ts';
import { runRecordings } from './run-recordings.ts';
import './terminal-colours.css';

const RecordingPlayer = lazy(async () => ({ default: (await import('./recording-player.tsx')).RecordingPlayer }));

/** Every recording of the run, replayed with seek and speed. */
export function RecordingsPage() {
  const words = useTexts(recordingsTexts);
  const run = useRun(({ opened }) => opened.run);
  const state = useRun((one) => one.state);
  const route = useRoute((one) => one.route);
  const go = useRoute((one) => one.go);
  const all = runRecordings(state);
  const wanted = route.screen === 'run' ? route.item : undefined;
  const shown = all.find(({ ref }) => ref.file === wanted) ?? all[0];
  if (shown === undefined) {
    return (
      <Screen title={words.title}>
        <EmptyState
          icon={IconPlayerPlay}
          title={words.none}
          actions={
            <Button variant="default" onClick={() => go({ screen: 'run', run, tab: 'cockpit' })}>
              {words.toCockpit}
            </Button>
          }
        >
          {words.noneSays}
        </EmptyState>
      </Screen>
    );
  }
  return (
    <Screen title={words.title} lead={words.lead(all.length)} fill>
      <div className={classes['page']}>
        <RecordingList
          all={all}
          shown={shown.ref.file}
          onShow={(file) => go({ screen: 'run', run, tab: 'recordings', item: file })}
        />
        <Suspense fallback={null}>
          <RecordingPlayer key={shown.ref.file} recording={shown} />
        </Suspense>
      </div>
    </Screen>
  );
}
