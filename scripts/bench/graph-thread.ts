/** A thread that lays out the large graph once, as a page's worker does the first time, and says what it took. */
import { parentPort } from 'node:worker_threads';
import { graphFigures, type GraphFigures } from '../../src-renderer/ui/graph/graph-figures.ts';

export interface ThreadFigures extends GraphFigures {
  /** Milliseconds that the thread itself worked for all of it: what other programs took of the machine is not in them. */
  readonly workedMs: number;
}

const worked = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const before = worked();
const figures = graphFigures(() => performance.now());
parentPort?.postMessage({ ...figures, workedMs: worked() - before } satisfies ThreadFigures);
