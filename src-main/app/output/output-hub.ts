import type { OutputListener, OutputStream } from '../../engine/ports.ts';
import { LiveText } from './live-text.ts';

/** Recent text that is kept of each recording, and of all together, in UTF-16 units: one byte each for plain ASCII. */
const keptEach = 512 * 1024;
const keptInAll = 64 * 1024 * 1024;

/** Offsets are UTF-16 units of the recording's output since its beginning, both streams together. */
export type OutputChunk =
  | {
      readonly kind: 'text';
      readonly from: number;
      readonly to: number;
      readonly stream: OutputStream;
      readonly text: string;
      /** Since the beginning of the recording. */
      readonly atMs: number;
    }
  /** Kept no longer: the older part is in the recording's file. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number }
  /** Nothing more comes; path below the run folder. */
  | { readonly kind: 'closed'; readonly file: string };

/** What the recordings of a run are being told right now, for whoever looks on. */
export interface OutputHub extends OutputListener {
  /** Names of the recordings that are being written, in the order in which they were opened. */
  names(): readonly string[];
  /**
   * The output of a recording from offset `from` on: what is kept of it, then what comes, then `closed`. A name that is
   * not open yet is waited for. The next chunk is made when the one before was taken: a slow reader gets gaps, and costs
   * no memory. Ends, without an error, when `signal` is aborted.
   */
  read(name: string, from: number, signal: AbortSignal): AsyncIterable<OutputChunk>;
}

/** Live output of one run; it holds nothing that must be closed. */
export function createOutputHub(): OutputHub {
  const live = new Map<string, LiveText>();
  /** Recordings that have ended, by name: a reader that comes late is told where to read. */
  const ended = new Map<string, LiveText>();
  const waiting = new Set<(name: string, text: LiveText) => void>();
  const limit = (): number => Math.min(keptEach, Math.floor(keptInAll / Math.max(1, live.size)));

  const opening = (name: string, signal: AbortSignal): Promise<LiveText | undefined> =>
    new Promise((resolve) => {
      const done = (text?: LiveText): void => {
        waiting.delete(heard);
        signal.removeEventListener('abort', left);
        resolve(text);
      };
      const heard = (opened: string, text: LiveText): void => {
        if (opened === name) done(text);
      };
      const left = (): void => {
        done();
      };
      waiting.add(heard);
      signal.addEventListener('abort', left);
      if (signal.aborted) done();
    });

  return {
    opened: (name, file) => {
      const text: LiveText = new LiveText(file, limit, () => {
        if (live.get(name) !== text) return;
        live.delete(name);
        ended.set(name, endOf(file));
      });
      ended.delete(name);
      live.set(name, text);
      for (const heard of [...waiting]) heard(name, text);
      return text;
    },
    names: () => [...live.keys()],
    // Found now, not at the first chunk: what is read must not be forgotten between the two.
    read: (name, from, signal) => {
      const known = live.get(name) ?? ended.get(name);
      return known === undefined ? readLater(opening(name, signal), from, signal) : known.read(from, signal);
    },
  };
}

async function* readLater(
  opening: Promise<LiveText | undefined>,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<OutputChunk> {
  const text = await opening;
  if (text !== undefined) yield* text.read(from, signal);
}

/** A recording that has ended, without its text. */
function endOf(file: string): LiveText {
  const text = new LiveText(
    file,
    () => 0,
    () => undefined,
  );
  text.closed();
  return text;
}
