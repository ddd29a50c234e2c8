import { useCallback, useEffect, useRef, useState } from 'react';
import type { Replay } from './replay.ts';

export const speeds = [0.5, 1, 2, 4, 8, 16] as const;
export type Speed = (typeof speeds)[number];

/** Recorded silence, in milliseconds: a longer one is cut to the second number where pauses are skipped. */
const idle = { from: 2_000, left: 300 };

export interface Player {
  readonly position: number;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly skipIdle: boolean;
  /** A far place is being read. */
  readonly busy: boolean;
  readonly error: unknown;
  readonly seek: (ms: number) => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: Speed) => void;
  readonly changeSpeed: (by: 1 | -1) => void;
  readonly setSkipIdle: (skip: boolean) => void;
}

/** Time, as a replay goes by. `startMs`: where it stands first. */
export function usePlayer(replay: Replay | undefined, durationMs: number, startMs: number): Player {
  const [position, setPosition] = useState(startMs);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const [skipIdle, setSkipIdle] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const at = useRef(startMs);
  const move = useCallback((ms: number) => {
    at.current = ms;
    setPosition(ms);
  }, []);
  const seek = useCallback(
    (ms: number) => {
      const to = Math.max(0, Math.min(durationMs, ms));
      move(to);
      setBusy(true);
      replay?.go(to).then(
        (done) => {
          if (done) setBusy(false);
        },
        (thrown: unknown) => {
          setBusy(false);
          setError(thrown);
        },
      );
    },
    [replay, durationMs, move],
  );
  useEffect(() => {
    if (replay !== undefined) seek(at.current);
  }, [replay, seek]);
  useFrames(playing && replay !== undefined, (elapsed) => {
    if (replay === undefined) return Promise.resolve();
    const next = replay.nextMs;
    let to = at.current + elapsed * speed;
    if (skipIdle && next !== undefined && next - to > idle.from) to = next - idle.left;
    to = Math.min(to, durationMs);
    move(to);
    if (to >= durationMs) setPlaying(false);
    return replay.go(to).then(() => undefined, setError);
  });
  const toggle = (): void => {
    if (!playing && at.current >= durationMs) seek(0);
    setPlaying(!playing);
  };
  const changeSpeed = (by: 1 | -1): void => {
    setSpeed(speeds[speeds.indexOf(speed) + by] ?? speed);
  };
  return { position, playing, speed, skipIdle, busy, error, seek, toggle, setSpeed, changeSpeed, setSkipIdle };
}

/** Calls `tick` once a frame with the milliseconds since the last one; the next frame waits for what it began. */
function useFrames(running: boolean, tick: (elapsedMs: number) => Promise<void>): void {
  const latest = useRef(tick);
  useEffect(() => {
    latest.current = tick;
  });
  useEffect(() => {
    if (!running) return;
    let frame = 0;
    let before: number | undefined;
    let over = false;
    const next = (now: number): void => {
      // A page in the background gets no frames: it goes on where it was.
      const elapsed = Math.min(1_000, now - (before ?? now));
      before = now;
      void latest.current(elapsed).then(() => {
        if (!over) frame = requestAnimationFrame(next);
      });
    };
    frame = requestAnimationFrame(next);
    return () => {
      over = true;
      cancelAnimationFrame(frame);
    };
  }, [running]);
}
