import { messageOf } from '../../../src-shared/base/drill-error.ts';
import type { Disposable } from '../../../src-shared/base/disposable.ts';
import type { RunId } from '../../../src-shared/base/ids.ts';
import { core } from '../../platform/core.ts';
import { isAnswer } from './guard-terminal.ts';
import type { TerminalSize, TerminalView } from './terminal-view.ts';

/** UTF-16 units in one call; the core takes no more. */
const longestWrite = 32 * 1024;

/** Terminals that this window opened and has not shown yet: everything that comes there is new. */
const fresh = new Set<string>();

export function openedHere(run: RunId, terminal: string): void {
  fresh.add(`${run} ${terminal}`);
}

export interface ShellLineOptions {
  readonly run: RunId;
  readonly terminal: string;
  readonly view: TerminalView;
  readonly onError: (why: string) => void;
  /** The person works here: from now on the size of this view is that of the host's terminal. */
  readonly onDrive: () => void;
}

export interface ShellLine extends Disposable {
  /** All that the host had sent before is on the screen. */
  caughtUp(): void;
  resized(size: TerminalSize): void;
}

/**
 * The line from keys to host. What a view shows again of the past may hold questions to the terminal; they were answered
 * then, by whoever worked there: a view answers only where it was the first, or once a person types into it.
 */
export function connectShell({ run, terminal, view, onError, onDrive }: ShellLineOptions): ShellLine {
  const isFirst = fresh.delete(`${run} ${terminal}`);
  let drives = false;
  let seen = isFirst;
  let waiting = '';
  const drive = (): void => {
    if (drives) return;
    drives = true;
    onDrive();
    sendSize({ columns: view.terminal.cols, rows: view.terminal.rows });
  };
  const sendSize = ({ columns, rows }: TerminalSize): void => {
    // A size that did not arrive comes again with the next one; a terminal that has ended has none.
    core.call('terminal.resize', { run, terminal, columns, rows }).catch(() => undefined);
  };
  const flush = (): void => {
    const text = waiting;
    waiting = '';
    for (let at = 0; at < text.length;) {
      const part = text.slice(at, at + longestWrite);
      const whole = part.isWellFormed() || at + part.length >= text.length ? part : part.slice(0, -1);
      at += whole.length;
      core.call('terminal.write', { run, terminal, text: whole }).catch((error: unknown) => onError(messageOf(error)));
    }
  };
  const typed = view.terminal.onData((data) => {
    const answer = isAnswer(data);
    if (answer && !(drives && seen)) return;
    if (!answer) drive();
    // Keys of one moment, and a paste, go as one.
    if (waiting === '') queueMicrotask(flush);
    waiting += data;
  });
  if (isFirst) drive();
  return {
    caughtUp: () => {
      seen = true;
    },
    resized: (size) => {
      if (drives) sendSize(size);
    },
    dispose: () => typed.dispose(),
  };
}
