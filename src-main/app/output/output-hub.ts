import type { OutputListener } from '../../engine/ports.ts';
import type { TakeOver } from '../../journal/recordings.ts';
import { keptLength, LiveText } from './live-text.ts';
import type { OutputChunk } from './output-chunk.ts';
import type { RecordingThread } from './recording-thread.ts';

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
  /** Hands a long recording to the thread, with whoever reads it. */
  readonly takeOver: TakeOver;
}

/** Live output of one run; it holds nothing that must be closed. */
export function createOutputHub(thread: RecordingThread): OutputHub {
  const live = new Map<string, LiveText>();
  /** Recordings that have ended, by name: a reader that comes late is told where to read. */
  const ended = new Map<string, LiveText>();
  const waiting = new Set<(name: string, text: LiveText) => void>();
  const limit = (): number => keptLength(live.size);

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
      const onClosed = (): void => {
        if (live.get(name) !== text) return;
        live.delete(name);
        ended.set(name, endOf(file));
      };
      const text: LiveText = new LiveText({ file, from: 0, limit, onClosed });
      ended.delete(name);
      live.set(name, text);
      for (const heard of [...waiting]) heard(name, text);
      return text;
    },
    names: () => [...live.keys()],
    takeOver: (name, leave) => {
      const text = live.get(name);
      const adopted = text === undefined ? undefined : thread.adopt(text.end, leave);
      if (adopted !== undefined) text?.continueAt(adopted.read);
      return adopted?.recording;
    },
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
  const text = new LiveText({ file, from: 0, limit: () => 0, onClosed: () => undefined });
  text.closed();
  return text;
}
