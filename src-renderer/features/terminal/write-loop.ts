import type { Terminal } from '@xterm/xterm';
import type { Disposable } from '../../../src-shared/base/disposable.ts';
import type { LineMarks } from './line-marks.ts';
import type { OutputQueue, Segment } from './output-queue.ts';

/** UTF-16 units in one write: xterm parses some 20 MB/s in a page, and the rest of the screen wants its share. */
const perWrite = 256 * 1024;
/** A write of more than this goes by too fast to be read. */
const readable = 4 * 1024;
/** Milliseconds by which the pause grows with each such write, and the longest: drawing costs more than parsing. */
const pauseStep = 20;
const longestPause = 100;
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

/**
 * Writes what is queued, at most once for each frame, and the next only when xterm has taken the one before. A flood is drawn
 * ten times a second: nobody reads it, and the rest of the screen shall answer.
 */
export function startWriteLoop({ terminal, queue, marks, gapText, onIdle, onStderr }: WriteLoopOptions): WriteLoop {
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = 0;
  let writing = false;
  let disposed = false;
  let turn = 0;
  const rest = (ms: number): void => {
    timer = setTimeout(() => {
      timer = undefined;
      frame = requestAnimationFrame(() => {
        frame = undefined;
        wake();
      });
    }, ms);
  };
  const wake = (): void => {
    if (disposed || writing || timer !== undefined || frame !== undefined || queue.isEmpty) return;
    writing = true;
    const segments = queue.take(perWrite);
    pause = lengthOf(segments) > readable ? Math.min(longestPause, pause + pauseStep) : 0;
    rest(pause);
    // At once: the echo of a key stands in the next frame. What follows waits.
    write(segments, turn);
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
      clearTimeout(timer);
      if (frame !== undefined) cancelAnimationFrame(frame);
    },
  };
}

function lengthOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, segment) => sum + (segment.kind === 'text' ? segment.text.length : 0), 0);
}

/** A dim line of its own. What the text before had set of colours is unknown after a gap: it begins plain. */
function gapLine(text: string): string {
  return `${cancel}\u001b[0m\r\n\u001b[2;3m${text}\u001b[0m\r\n`;
}
