import { ActionIcon, Select, Slider, Switch, Tooltip } from '@mantine/core';
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconRewindBackward5,
  IconRewindForward5,
  type Icon,
} from '@tabler/icons-react';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { useKeys } from '../../ui/keys.ts';
import { clockText, timeText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './player-controls.module.css';
import { recordingsTexts } from './recordings-texts.ts';
import { speeds, type Player, type Speed } from './use-player.ts';

export interface PlayerControlsProps {
  readonly player: Player;
  readonly durationMs: number;
  /** ISO 8601: the time on the wall is shown beside that of the recording. */
  readonly beganAt: string;
}

const stepMs = 5_000;

/** Seek bar, play, speed and pauses; each by key. */
export function PlayerControls({ player, durationMs, beganAt }: PlayerControlsProps) {
  const words = useTexts(recordingsTexts);
  const { position, playing, seek, toggle } = player;
  const by = (ms: number): void => seek(position + ms);
  useKeys([
    { keys: ['Space'], does: playing ? words.pause : words.play, run: toggle },
    { keys: ['ArrowLeft'], does: words.back, run: () => by(-stepMs) },
    { keys: ['ArrowRight'], does: words.on, run: () => by(stepMs) },
    { keys: ['Home'], does: words.toStart, run: () => seek(0) },
    { keys: ['End'], does: words.toEnd, run: () => seek(durationMs) },
    { keys: ['<'], does: words.slower, run: () => player.changeSpeed(-1) },
    { keys: ['>'], does: words.faster, run: () => player.changeSpeed(1) },
  ]);
  // Most commands are done in a moment: their seconds have a part.
  const text = (ms: number): string => (durationMs < 60_000 ? `${(ms / 1000).toFixed(1)} s` : clockText(ms));
  const time = words.time(text(position), text(durationMs));
  return (
    <div className={classes['controls']}>
      <Slider
        className={classes['seek']}
        size="sm"
        min={0}
        max={Math.max(1, durationMs)}
        value={position}
        onChange={seek}
        label={text}
        thumbLabel={words.seek}
        step={Math.max(1, Math.round(durationMs / 2_000))}
        thumbProps={{ 'aria-valuetext': time }}
      />
      <div className={classes['row']}>
        <Press icon={IconPlayerSkipBack} label={words.toStart} keys="Home" onClick={() => seek(0)} />
        <Press icon={IconRewindBackward5} label={words.back} keys="←" onClick={() => by(-stepMs)} />
        <Press
          icon={playing ? IconPlayerPause : IconPlayerPlay}
          label={playing ? words.pause : words.play}
          keys="␣"
          strong
          onClick={toggle}
        />
        <Press icon={IconRewindForward5} label={words.on} keys="→" onClick={() => by(stepMs)} />
        <Press icon={IconPlayerSkipForward} label={words.toEnd} keys="End" onClick={() => seek(durationMs)} />
        <span className={classes['time']}>
          <strong>{text(position)}</strong> / {text(durationMs)}
        </span>
        <WallClock at={Date.parse(beganAt) + position} />
        <span className={classes['busy']} role="status">
          {player.busy ? words.reading : ''}
        </span>
        <Pace player={player} />
      </div>
    </div>
  );
}

function Pace({ player }: { readonly player: Player }) {
  const words = useTexts(recordingsTexts);
  return (
    <>
      <Tooltip label={words.skipIdleHint}>
        <Switch
          size="xs"
          label={words.skipIdle}
          checked={player.skipIdle}
          onChange={(event) => player.setSkipIdle(event.currentTarget.checked)}
        />
      </Tooltip>
      <Select
        size="xs"
        w={80}
        aria-label={words.speed}
        data={speeds.map((one) => ({ value: String(one), label: `${one}×` }))}
        value={String(player.speed)}
        allowDeselect={false}
        onChange={(value) => player.setSpeed(Number(value) as Speed)}
      />
    </>
  );
}

function WallClock({ at }: { readonly at: number }) {
  const zone = useRun(({ state }) => state.created?.about.zone ?? 'UTC');
  const language = useSettings((settings) => settings.language);
  return <span className={classes['wall']}>{timeText(at, zone, language)}</span>;
}

interface PressProps {
  readonly icon: Icon;
  readonly label: string;
  readonly keys: string;
  readonly strong?: boolean;
  readonly onClick: () => void;
}

function Press({ icon: Image, label, keys, strong = false, onClick }: PressProps) {
  return (
    <Tooltip label={`${label} · ${keys}`}>
      <ActionIcon
        size={strong ? 'lg' : 'md'}
        variant={strong ? 'filled' : 'subtle'}
        {...(strong ? {} : { color: 'gray' })}
        aria-label={label}
        onClick={onClick}
      >
        <Image size={18} stroke={1.8} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
