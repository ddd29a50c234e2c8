/** The thread that keeps long recordings: it decodes, escapes, hashes and writes, and answers who looks on. */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../../../src-shared/base/drill-error.ts';
import type { Recording } from '../../engine/ports.ts';
import { resumeRecording } from '../../journal/recordings.ts';
import { keptLength, LiveText } from './live-text.ts';
import type { FromRecorder, ToRecorder } from './recording-messages.ts';

interface Kept {
  readonly text: LiveText;
  readonly recording: Promise<Recording>;
  /** As soon as it is there, so that a write need not wait a turn for it. */
  ready: Recording | undefined;
}

interface Reader {
  readonly leave: AbortController;
  taken: () => void;
}

const kept = new Map<number, Kept>();
const readers = new Map<number, Reader>();

function say(message: FromRecorder): void {
  parentPort?.postMessage(message);
}

function adopt({ id, from, state }: Extract<ToRecorder, { readonly kind: 'adopt' }>): void {
  const text = new LiveText({ file: state.file, from, limit: () => keptLength(kept.size), onClosed: () => undefined });
  const recording = resumeRecording(state, text);
  const one: Kept = { text, recording, ready: undefined };
  kept.set(id, one);
  recording.then(
    (ready) => (one.ready = ready),
    // Said when it is closed.
    () => undefined,
  );
}

function write({ buffer, pieces }: Extract<ToRecorder, { readonly kind: 'write' }>): void {
  for (const [id, stderr, atMs, offset, length] of pieces) {
    const one = kept.get(id);
    const stream = stderr ? 'stderr' : 'stdout';
    const bytes = new Uint8Array(buffer, offset, length);
    const done = (): void => {
      say({ kind: 'written', id, bytes: length });
    };
    const pending =
      one?.ready === undefined
        ? one?.recording.then((ready) => ready.write(stream, bytes, atMs))
        : one.ready.write(stream, bytes, atMs);
    if (pending === undefined) done();
    else pending.then(done, done);
  }
}

async function close(id: number): Promise<void> {
  const one = kept.get(id);
  if (one === undefined) return;
  try {
    const recording = await one.recording;
    say({ kind: 'closed', id, summary: await recording.close() });
  } catch (thrown) {
    say({ kind: 'failed', id, message: messageOf(thrown) });
  } finally {
    kept.delete(id);
  }
}

async function read({ reader, id, from }: Extract<ToRecorder, { readonly kind: 'read' }>): Promise<void> {
  const one: Reader = { leave: new AbortController(), taken: () => undefined };
  readers.set(reader, one);
  for await (const chunk of kept.get(id)?.text.read(from, one.leave.signal) ?? []) {
    const taken = new Promise<void>((resolve) => (one.taken = resolve));
    say({ kind: 'chunk', reader, chunk });
    await taken;
  }
  readers.delete(reader);
  say({ kind: 'end', reader });
}

parentPort?.on('message', (message: ToRecorder) => {
  switch (message.kind) {
    case 'adopt':
      adopt(message);
      return;
    case 'write':
      write(message);
      return;
    case 'typed':
      // Behind what is still waiting for the recording, as everything that was written before.
      void kept.get(message.id)?.recording.then((ready) => {
        ready.typed(message.text, message.atMs);
      });
      return;
    case 'close':
      void close(message.id);
      return;
    case 'read':
      void read(message);
      return;
    case 'taken':
      readers.get(message.reader)?.taken();
      return;
    case 'leave':
      readers.get(message.reader)?.leave.abort('left');
      readers.get(message.reader)?.taken();
      return;
  }
});
say({ kind: 'ready' });
