import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { core } from '../../platform/core.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { ttyColumns } from './pane-source.ts';
import { PlayerControls } from './player-controls.tsx';
import classes from './recording-player.module.css';
import { recordingsTexts } from './recordings-texts.ts';
import { Replay } from './replay.ts';
import { ReplayReader, type ReplayHead } from './replay-reader.ts';
import type { RunRecording } from './run-recordings.ts';
import { terminalTexts } from './terminal-texts.ts';
import { openView, type TerminalView, type ViewOptions } from './terminal-view.ts';
import { TypedList } from './typed-list.tsx';
import { usePlayer } from './use-player.ts';
import { whenOpen } from './when-open.ts';

/** Bytes. A shorter recording is shown with all of its output at first; a longer one from its beginning. */
const shownWhole = 16 * 1024 * 1024;

export interface RecordingPlayerProps {
  readonly recording: RunRecording;
}

/** A recording as it went, at any speed, from any moment. */
export function RecordingPlayer({ recording }: RecordingPlayerProps) {
  const words = useTexts(recordingsTexts);
  const { host, title } = recording;
  const { place, opened, error } = useReplay(recording);
  const durationMs = Math.max(0, opened?.head.durationMs ?? 0);
  const named = words.player(title === '' ? words.shellOutside : title, host === 'app' ? words.app : host);
  return (
    <section className={classes['player']} aria-label={named}>
      <div className={classes['body']}>
        <div className={classes['frame']} tabIndex={0} role="group" aria-label={words.screen}>
          <div ref={place} className={classes['host']} />
          {error === undefined ? null : (
            <div className={classes['error']}>
              <ErrorNote error={error} />
            </div>
          )}
        </div>
      </div>
      {opened === undefined ? null : <Playing recording={recording} opened={opened} durationMs={durationMs} />}
    </section>
  );
}

interface PlayingProps extends RecordingPlayerProps {
  readonly opened: Opened;
  readonly durationMs: number;
}

function Playing({ recording, opened, durationMs }: PlayingProps) {
  const words = useTexts(recordingsTexts);
  const start = recording.ref.bytes <= shownWhole ? durationMs : 0;
  const player = usePlayer(opened.replay, durationMs, start);
  return (
    <>
      {player.error === undefined ? null : <ErrorNote error={player.error} />}
      {opened.head.problem === undefined ? null : (
        <p className={classes['problem']} role="note">
          {words.problem(opened.head.problem)}
        </p>
      )}
      {recording.kind === 'shell' ? (
        <TypedList recording={recording} position={player.position} onSeek={player.seek} />
      ) : null}
      <PlayerControls player={player} durationMs={durationMs} beganAt={recording.at} />
    </>
  );
}

interface Opened {
  readonly head: ReplayHead;
  readonly view: TerminalView;
  readonly replay: Replay;
}

function useReplay(recording: RunRecording) {
  const place = useRef<HTMLDivElement>(null);
  const run = useRun(({ opened }) => opened.run);
  const gap = useTexts(terminalTexts).gap;
  const label = useTexts(recordingsTexts).screen;
  const fontSize = useSettings((settings) => settings.terminalFontSize);
  const scheme = useComputedColorScheme('dark');
  const [opened, setOpened] = useState<Opened>();
  const [error, setError] = useState<unknown>();
  const look = useRef({ fontSize, scheme, gap, label });
  useEffect(() => {
    look.current = { fontSize, scheme, gap, label };
    opened?.view.setLook(fontSize, scheme);
  }, [opened, fontSize, scheme, gap, label]);
  const { file } = recording.ref;
  const { terminal } = recording;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const reader = new ReplayReader((from, limit) => core.call('recording.read', { run, file, from, limit }));
    let left = false;
    let stop = (): void => undefined;
    const begin = (head: ReplayHead): void => {
      if (left) return;
      const { gap: gapOf, label: name, ...now } = look.current;
      const gapText = (units: number): string => gapOf(Math.max(1, Math.round(units / 1024)));
      const more = { plainLines: terminal === 'none', interactive: false, label: name, gapText };
      stop = whenOpen(openView(element, { ...now, ...more, fixed: fixedOf(terminal, head) }), (view) => {
        setOpened({ head, view, replay: new Replay(reader, view) });
        return { dispose: () => setOpened(undefined) };
      });
    };
    reader.head().then(begin, setError);
    return () => {
      left = true;
      stop();
    };
  }, [run, file, terminal]);
  return { place, opened, error };
}

function fixedOf(terminal: RunRecording['terminal'], { width, height }: ReplayHead): ViewOptions['fixed'] {
  if (terminal === 'none') return undefined;
  return terminal === 'shell' ? { columns: width, rows: height } : { columns: Math.max(width, ttyColumns) };
}
