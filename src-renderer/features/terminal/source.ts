import { DrillError } from '../../../src-shared/base/drill-error.ts';
import { assertNever } from '../../../src-shared/base/assert-never.ts';
import type { Disposable } from '../../../src-shared/base/disposable.ts';
import type { RunId } from '../../../src-shared/base/ids.ts';
import type { RecordingPart } from '../../../src-shared/rpc/run-calls.ts';
import { core } from '../../platform/core.ts';
import { LastLines } from './last-lines.ts';
import type { TerminalView } from './terminal-view.ts';

/** Where the text of a pane comes from. */
export type Source =
  | { readonly kind: 'live'; readonly name: string }
  | { readonly kind: 'recording'; readonly file: string; readonly bytes?: number | undefined };

export type SourceState =
  | { readonly kind: 'reading'; readonly share: number }
  | { readonly kind: 'live' }
  /** All that there is stands on the screen; `older`: there is more of it in the recording. */
  | { readonly kind: 'whole'; readonly older: boolean }
  /** Too large to be read to its end for a glance. */
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Bytes. A larger recording is for the replay, which reads only what it shows. */
const largestRead = 64 * 1024 * 1024;
const eventsPerPart = 20_000;

/** Brings the text of a source into a view until it is disposed. */
export function connectSource(
  run: RunId,
  source: Source,
  view: TerminalView,
  onState: (state: SourceState) => void,
): Disposable {
  const leave = new AbortController();
  const read = (file: string, bytes?: number): void => {
    readEnd({ run, file, bytes }, view, onState, leave.signal).catch((error: unknown) => {
      if (!leave.signal.aborted) onState({ kind: 'failed', error });
    });
  };
  if (source.kind === 'recording') {
    read(source.file, source.bytes);
    return { dispose: () => leave.abort() };
  }
  const stream = follow(run, source.name, view, onState, read);
  return {
    dispose: () => {
      leave.abort();
      void stream.dispose();
    },
  };
}

/** The place in the output is kept here: a link that broke goes on where it was, nothing twice. */
function follow(
  run: RunId,
  name: string,
  view: TerminalView,
  onState: (state: SourceState) => void,
  read: (file: string) => void,
): Disposable {
  let at = 0;
  let older = false;
  onState({ kind: 'live' });
  return core.subscribe('output', {
    params: () => ({ run, name, from: at }),
    onItem: (item) => {
      switch (item.kind) {
        case 'text':
          view.text(item.stream, item.text.slice(Math.max(0, at - item.from)));
          at = Math.max(at, item.to);
          return;
        case 'gap':
          older = true;
          view.gap(item.to - Math.max(at, item.from));
          at = Math.max(at, item.to);
          return;
        case 'closed':
          // It ended before we came: nothing is kept of it but the file.
          if (at === 0) read(item.file);
          else onState({ kind: 'whole', older });
          return;
        default:
          assertNever(item, 'item of output');
      }
    },
    onEnd: (error) => {
      if (error === undefined) return;
      const { code, message } = error;
      onState({ kind: 'failed', error: code === 'internal' ? new Error(message) : new DrillError(code, message) });
    },
  });
}

interface File {
  readonly run: RunId;
  readonly file: string;
  readonly bytes: number | undefined;
}

async function readEnd(
  { run, file, bytes }: File,
  view: TerminalView,
  onState: (state: SourceState) => void,
  signal: AbortSignal,
): Promise<void> {
  if (bytes !== undefined && bytes > largestRead) {
    onState({ kind: 'too-large' });
    return;
  }
  const last = new LastLines();
  onState({ kind: 'reading', share: 0 });
  for (let from: number | undefined = 0; from !== undefined;) {
    const part: RecordingPart = await core.call('recording.read', { run, file, from, limit: eventsPerPart });
    if (signal.aborted) return;
    last.push(part.events);
    from = part.next;
    const share = (part.events.at(-1)?.atMs ?? 0) / Math.max(1, part.durationMs);
    if (from !== undefined) onState({ kind: 'reading', share });
  }
  if (last.forgotten > 0) view.gap(last.forgotten);
  view.fill(last.segments());
  onState({ kind: 'whole', older: last.forgotten > 0 });
}
