import type { Terminal } from '@xterm/xterm';
import type { Disposable } from '../../../src-shared/base/disposable.ts';
import type { LineMarks } from './line-marks.ts';
import type { OutputQueue, Segment } from './output-queue.ts';

/** UTF-16 units for one frame: xterm parses some 20 MB/s in a page, and the rest of the screen wants its share. */
const perFrame = 128 * 1024;
/** Ends whatever escape sequence the text before was cut off in. */
const cancel = '\u0018';

export interface WriteLoop extends Disposable {
  /** Something was put into the queue. */
  wake(): void;
  /** What was taken from the queue and is not yet with xterm is not wanted any more. */
  drop(): void;
}

export interface WriteLoopOptions {
  readonly terminal: Terminal;
  readonly queue: OutputQueue;
  readonly marks: LineMarks;
  readonly gapText: (units: number) => string;
  /** All that was in the queue stands on the screen. */
  readonly onIdle: () => void;
  /** The first text on stderr. */
  readonly onStderr: () => void;
}

/** Writes what is queued, once for each frame, and the next only when xterm has taken the one before. */
export function startWriteLoop({ terminal, queue, marks, gapText, onIdle, onStderr }: WriteLoopOptions): WriteLoop {
  let frame: number | undefined;
  let writing = false;
  let disposed = false;
  let turn = 0;
  const wake = (): void => {
    if (disposed || writing || frame !== undefined || queue.isEmpty) return;
    frame = requestAnimationFrame(() => {
      frame = undefined;
      wake();
    });
    writing = true;
    // At once: the echo of a key stands in the next frame. What follows waits for that frame.
    write(queue.take(perFrame), turn);
  };
  const write = (segments: readonly Segment[], of: number, at = 0): void => {
    const segment = segments[at];
    if (disposed || of !== turn) return;
    if (segment === undefined) {
      writing = false;
      if (queue.isEmpty) onIdle();
      else wake();
      return;
    }
    const isStderr = segment.kind === 'text' && segment.stream === 'stderr';
    if (isStderr) {
      marks.stderrBegins();
      onStderr();
    }
    terminal.write(segment.kind === 'text' ? segment.text : gapLine(gapText(segment.units)), () => {
      if (isStderr && !disposed && of === turn) marks.stderrEnds();
      write(segments, of, at + 1);
    });
  };
  return {
    wake,
    drop: () => {
      turn += 1;
      writing = false;
    },
    dispose: () => {
      disposed = true;
      if (frame !== undefined) cancelAnimationFrame(frame);
    },
  };
}

/** A dim line of its own. What the text before had set of colours is unknown after a gap: it begins plain. */
function gapLine(text: string): string {
  return `${cancel}\u001b[0m\r\n\u001b[2;3m${text}\u001b[0m\r\n`;
}
