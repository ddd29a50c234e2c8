import { dialog, type BrowserWindow } from 'electron';
import type { OpenRun } from '../app/open-run.ts';
import type { RunDesk } from '../app/service/run-desk.ts';
import { movingRuns } from './run-watch.ts';

/** How long what is under way on hosts is waited for after the pause, in milliseconds. */
const quietMs = 30_000;

/**
 * Keeps the window while a run moves, unless a person has it paused first. A step that is cut off by closing would be
 * unknown: nobody saw its end.
 */
export function askBeforeClosing(window: BrowserWindow, runs: RunDesk): void {
  let asking = false;
  let agreed = false;
  const ask = async (): Promise<void> => {
    asking = true;
    agreed = await pausedByWish(window, movingRuns(runs));
    asking = false;
    if (agreed && !window.isDestroyed()) window.close();
  };
  window.on('close', (event) => {
    if (agreed || movingRuns(runs).length === 0) return;
    event.preventDefault();
    if (!asking) void ask();
  });
}

/** True once every run is paused and nothing is under way, or the time for that is over. */
async function pausedByWish(window: BrowserWindow, moving: readonly OpenRun[]): Promise<boolean> {
  const [first] = moving;
  if (first === undefined) return true;
  const titles = moving.map(({ plan }) => plan.runbook.title).join('\n');
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: moving.length === 1 ? 'A run is going on' : `${moving.length} runs are going on`,
    detail:
      `${titles}\n\nPausing lets what is under way on the hosts end, for ${quietMs / 1000} s at most, and begins nothing ` +
      'new. What has not ended by then stands as unknown in the record until a person decides it.',
    buttons: ['Keep running', 'Pause and close'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response !== 1) return false;
  const limit = AbortSignal.timeout(quietMs);
  await Promise.all(moving.map((run) => pause(run, limit)));
  return true;
}

async function pause(run: OpenRun, limit: AbortSignal): Promise<void> {
  await run.command({ type: 'pause', reason: 'The app was closed' });
  // The limit ends the waiting, not the closing.
  await run.quiet(limit).catch(() => undefined);
}
