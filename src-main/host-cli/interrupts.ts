import type { Person } from '../../src-shared/run/facts.ts';
import type { OpenRun } from '../app/open-run.ts';

export interface Interrupts extends Disposable {
  /** Aborted by the first Ctrl+C: nobody is asked any more. */
  readonly signal: AbortSignal;
}

/**
 * Ctrl+C pauses: what runs goes on to its end, nothing new begins. The second one stops what runs, the third leaves at
 * once and says what may still be running. SIGTERM and a closed terminal pause as the first does.
 */
export function handleInterrupts(run: OpenRun, by: Person, say: (text: string) => void): Interrupts {
  const paused = new AbortController();
  let presses = 0;
  const pause = (reason: string): void => {
    paused.abort();
    void run.command({ type: 'pause', by, reason }).then((decision) => {
      const busy = [...run.state.busy];
      if (decision.ok && busy.length > 0) {
        say(`Pausing. Still running: ${busy.join(', ')}. Ctrl+C again stops them.`);
      } else if (!decision.ok) {
        say(run.state.startedAt === undefined ? 'Leaving: no step has been run.' : `Leaving. ${decision.refusal}`);
      }
    }, leave);
  };
  const stop = (): void => {
    const busy = [...run.state.busy];
    say(
      busy.length === 0
        ? 'Nothing runs any more; closing.'
        : `Stopping ${busy.join(', ')}. Ctrl+C again leaves at once.`,
    );
    for (const step of busy) void run.command({ type: 'stop-step', step, by, reason: 'Ctrl+C' }).catch(leave);
  };
  const leave = (): void => {
    const busy = [...run.state.busy];
    say(
      busy.length === 0
        ? 'Left.'
        : `Left. These may still be running on their hosts, and are unknown until somebody says what became of them: ${busy.join(', ')}.`,
    );
    process.exit(busy.length === 0 ? 3 : 4);
  };
  const onInterrupt = (): void => {
    presses += 1;
    if (presses === 1) pause('Ctrl+C');
    else if (presses === 2) stop();
    else leave();
  };
  const onTerminate = (signal: NodeJS.Signals): void => {
    if (!paused.signal.aborted) pause(signal);
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  process.on('SIGHUP', onTerminate);
  return {
    signal: paused.signal,
    [Symbol.dispose]: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      process.off('SIGHUP', onTerminate);
    },
  };
}
