import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { Disposable } from '../../src-shared/base/disposable.ts';
import type { RunId } from '../../src-shared/base/ids.ts';
import type { RunStateName } from '../../src-shared/run/state.ts';
import { waitingFor } from '../../src-shared/run/waiting.ts';
import type { OpenRun } from '../app/open-run.ts';
import type { RunDesk } from '../app/service/run-desk.ts';

/** States in which the next step may begin by itself. A preflight changes nothing, and is taken again. */
const moving: ReadonlySet<RunStateName> = new Set(['running', 'rolling-back']);
/** Facts come in groups: what waits for people is looked at once they have settled, in milliseconds. */
const settleMs = 300;
/** Instructions may be pages long; a notification is a line or two. */
const longest = 160;

export function movingRuns(runs: RunDesk): readonly OpenRun[] {
  return runs.holds().filter(({ state }) => moving.has(state.name));
}

/** A machine that goes to sleep cuts every ssh connection: it stays awake while a run moves. */
export function stayAwake(runs: RunDesk): void {
  let blocker: number | undefined;
  runs.onChange(() => {
    const wanted = movingRuns(runs).length > 0;
    if (wanted) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blocker !== undefined) {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  });
}

/** Says on the desktop what newly waits for a person, while nobody looks at the window. */
export function notifyWaiting(runs: RunDesk, window: BrowserWindow, show: (run: RunId) => void): void {
  const watched = new Map<OpenRun, Disposable>();
  runs.onChange(() => {
    const held = new Set(runs.holds());
    for (const run of held) {
      if (!watched.has(run)) watched.set(run, watch(run, window, show));
    }
    for (const [run, watching] of watched) {
      if (held.has(run)) continue;
      void watching.dispose();
      watched.delete(run);
    }
  });
}

function watch(run: OpenRun, window: BrowserWindow, show: (run: RunId) => void): Disposable {
  let known = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    timer = undefined;
    const items = waitingFor(run.state).filter(({ optional }) => !optional);
    const fresh = items.filter(({ id, kind, host }) => !known.has(`${kind} ${id} ${host ?? ''}`));
    known = new Set(items.map(({ id, kind, host }) => `${kind} ${id} ${host ?? ''}`));
    const [first] = fresh;
    // What a person who is at the window saw coming is no news later.
    if (first === undefined || window.isDestroyed() || window.isFocused()) return;
    const more = fresh.length > 1 ? ` (and ${fresh.length - 1} more)` : '';
    const notification = new Notification({
      title: `${run.plan.runbook.title} waits for the ${first.who}`,
      body: `${first.text.slice(0, longest)}${more}`,
    });
    notification.on('click', () => {
      show(run.runId);
    });
    notification.show();
  };
  const listening = run.onRecords(() => {
    timer ??= setTimeout(look, settleMs);
  });
  look();
  return {
    dispose: () => {
      clearTimeout(timer);
      return listening.dispose();
    },
  };
}
