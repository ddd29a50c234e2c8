import { DrillError } from '../../../src-shared/base/drill-error.ts';
import { assertNever } from '../../../src-shared/base/assert-never.ts';
import type { Disposable } from '../../../src-shared/base/disposable.ts';
import type { RunId } from '../../../src-shared/base/ids.ts';
import { core } from '../../platform/core.ts';
import { LastLines } from './last-lines.ts';
import type { TerminalView } from './terminal-view.ts';

/** Where the text of a pane comes from. */
export type Source =
  { readonly kind: 'live'; readonly name: string } | { readonly kind: 'recording'; readonly file: string };

export type SourceState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'live' }
  /** All that there is stands on the screen; `older`: there is more of it in the recording. */
  | { readonly kind: 'whole'; readonly older: boolean }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Brings the text of a source into a view until it is disposed. */
export function connectSource(
  run: RunId,
  source: Source,
  view: TerminalView,
  onState: (state: SourceState) => void,
): Disposable {
  const leave = new AbortController();
  const read = (file: string): void => {
    readEnd({ run, file }, view, onState, leave.signal).catch((error: unknown) => {
      if (!leave.signal.aborted) onState({ kind: 'failed', error });
    });
  };
  if (source.kind === 'recording') {
    read(source.file);
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
}

async function readEnd(
  { run, file }: File,
  view: TerminalView,
  onState: (state: SourceState) => void,
  signal: AbortSignal,
): Promise<void> {
  onState({ kind: 'reading' });
  const { events, earlier } = await core.call('recording.end', { run, file });
  if (signal.aborted) return;
  // Where the beginning is missing, the first change tells what was before it.
  const change = earlier > 0 ? events.find(({ kind }) => kind === 'm') : undefined;
  const last = new LastLines(change?.text === 'stdout' ? 'stderr' : 'stdout');
  last.push(events);
  const forgotten = last.forgotten + earlier;
  if (forgotten > 0) view.gap(forgotten);
  view.fill(last.segments());
  onState({ kind: 'whole', older: forgotten > 0 });
}
