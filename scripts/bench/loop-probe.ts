/** Loaded into a served program by `--import`: tells over its channel how late its event loop was between two messages. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** Milliseconds by which timers came too late, and the share of a core that the thread worked. */
export interface Lateness {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly cores: number;
}

/** Milliseconds between two looks; a look that is on time counts as this. */
const resolution = 1;

/** Watches this process' event loop until `end`. */
export function watchLoop(): { readonly end: () => Lateness } {
  const delay = monitorEventLoopDelay({ resolution });
  const started = performance.now();
  const before = process.threadCpuUsage();
  delay.enable();
  const inMs = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolution);
  return {
    end: () => {
      delay.disable();
      const { user, system } = process.threadCpuUsage(before);
      return {
        p50: inMs(delay.percentile(50)),
        p99: inMs(delay.percentile(99)),
        max: inMs(delay.max),
        cores: (user + system) / 1000 / (performance.now() - started),
      };
    },
  };
}

// Threads of the program inherit the option; they are not asked. The bench itself imports `watchLoop` and has no channel.
if (isMainThread && process.channel !== undefined) {
  let watch: ReturnType<typeof watchLoop> | undefined;
  process.on('message', (message) => {
    if (message === 'begin') watch = watchLoop();
    else if (watch !== undefined) process.send?.(watch.end());
  });
  // The program ends as if nobody listened.
  process.channel.unref();
}
