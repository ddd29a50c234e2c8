import type { IDecoration, IMarker, Terminal } from '@xterm/xterm';
import classes from './line-marks.module.css';

/** What is marked beyond this is forgotten from the front: every mark is looked at whenever the screen is drawn. */
const mostMarks = 400;
/** A mark goes with its first line: a long piece is marked in parts, so that the rest stays marked when it scrolls away. */
const longestMark = 100;
/** Lines that met the expectation, wherever they stand. */
const mostMet = 100;

/** Marks at the left edge of lines: output on stderr, and lines that met the expectation. The text itself stays as it is. */
export interface LineMarks {
  /** Called where stderr begins, before it is written. */
  stderrBegins(): void;
  /** Called after a piece of stderr was written. */
  stderrEnds(): void;
  /** Marks lines that begin with one of `texts`; true where there is one. */
  markMet(texts: readonly string[]): boolean;
  clear(): void;
}

export function createLineMarks(terminal: Terminal): LineMarks {
  let marks: IDecoration[] = [];
  let met: IDecoration[] = [];
  let begin: IMarker | undefined;
  const mark = (marker: IMarker, height: number, name: 'stderr' | 'met'): IDecoration | undefined => {
    const decoration = terminal.registerDecoration({ marker, x: 0, width: terminal.cols, height, layer: 'top' });
    decoration?.onRender((element) => {
      element.classList.add(classes[name] ?? name);
    });
    return decoration;
  };
  return {
    stderrBegins: () => {
      begin = terminal.registerMarker(0);
    },
    stderrEnds: () => {
      const { active } = terminal.buffer;
      if (begin === undefined || begin.line < 0 || active.type !== 'normal') return;
      const cursor = active.baseY + active.cursorY;
      const end = active.cursorX === 0 ? cursor : cursor + 1;
      for (let line = begin.line; line < end; line += longestMark) {
        const marker = line === begin.line ? begin : terminal.registerMarker(line - cursor);
        const made = mark(marker, Math.min(longestMark, end - line), 'stderr');
        if (made !== undefined) marks.push(made);
      }
      for (const old of marks.splice(0, Math.max(0, marks.length - mostMarks))) old.dispose();
    },
    markMet: (texts) => {
      for (const old of met) old.dispose();
      met = [];
      if (texts.length === 0) return false;
      const cursor = terminal.buffer.active.baseY + terminal.buffer.active.cursorY;
      for (const { line, height } of linesWith(terminal, texts)) {
        const made = mark(terminal.registerMarker(line - cursor), height, 'met');
        if (made !== undefined) met.push(made);
      }
      return met.length > 0;
    },
    clear: () => {
      for (const old of [...marks, ...met]) old.dispose();
      [marks, met, begin] = [[], [], undefined];
    },
  };
}

/** From the end, because that is where the answer usually stands; wrapped rows are one line. */
function linesWith(terminal: Terminal, texts: readonly string[]): { line: number; height: number }[] {
  const { active } = terminal.buffer;
  const found: { line: number; height: number }[] = [];
  for (let at = active.length - 1; at >= 0 && found.length < mostMet; at -= 1) {
    let text = active.getLine(at)?.translateToString(true) ?? '';
    const last = at;
    while (at > 0 && active.getLine(at)?.isWrapped === true) {
      at -= 1;
      text = (active.getLine(at)?.translateToString(false) ?? '') + text;
    }
    if (texts.some((one) => text.trim() !== '' && isSameLine(text, one)))
      found.push({ line: at, height: last - at + 1 });
  }
  return found;
}

/** What the record keeps of a line ends after 400 characters. */
function isSameLine(shown: string, kept: string): boolean {
  return kept.length < 400 ? shown.trimEnd() === kept.trimEnd() : shown.startsWith(kept.slice(0, 390));
}
