import { createTwoFilesPatch } from 'diff';
import { visibleText } from '../../../src-shared/plan/visible-text.ts';

/** What a change does to a file: lines of a unified difference, and the same in a few words. */
export interface Difference {
  readonly lines: readonly string[];
  readonly summary: string;
}

/** Beyond these the difference is told by numbers: nobody reads it, and finding it would hold up the run. */
const limits = { bytes: 1024 * 1024, edits: 2000, lines: 1000, lineLength: 1000 } as const;

/** The difference of two contents; `undefined` before: there was no file. Texts must have their secrets masked. */
export function differenceOf(path: string, before: Uint8Array | undefined, after: Uint8Array): Difference {
  const [old, now] = [before === undefined ? '' : textOf(before), textOf(after)];
  if (old === undefined || now === undefined) return bySize('binary', before, after);
  if ((before?.length ?? 0) + after.length > limits.bytes) return bySize('large', before, after);
  const patch = createTwoFilesPatch(before === undefined ? '/dev/null' : path, path, old, now, undefined, undefined, {
    context: 3,
    maxEditLength: limits.edits,
  });
  if (patch === undefined) return bySize('very different', before, after);
  // What stands before the first hunk says nothing more than the path.
  const lined = patch.split('\n');
  const all = lined.slice(lined.findIndex((line) => line.startsWith('@@'))).map(shown);
  while (all.at(-1) === '') all.pop();
  const [added, removed] = [count(all, '+'), count(all, '-')];
  const summary = before === undefined ? `new file, ${words(added, 'line')}` : `+${added} -${removed} lines`;
  const more = all.length - limits.lines;
  const lines = more > 0 ? [...all.slice(0, limits.lines), `… ${words(more, 'more line')}`] : all;
  return { lines: [`--- ${before === undefined ? 'nothing' : path}`, `+++ ${path}`, ...lines], summary };
}

/** The text of bytes that are text: UTF-8 without NUL. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function bySize(what: string, before: Uint8Array | undefined, after: Uint8Array): Difference {
  const sizes = before === undefined ? `${after.length} bytes` : `${before.length} -> ${after.length} bytes`;
  const summary = `${before === undefined ? 'new file, ' : ''}${what}, ${sizes}`;
  return { lines: [`(${summary}: not shown line by line)`], summary };
}

/** A file may hold anything: what could act on a terminal is made visible. */
function shown(line: string): string {
  const text = visibleText(line.replaceAll('\r', '␍'));
  return text.length > limits.lineLength ? `${text.slice(0, limits.lineLength)}…` : text;
}

function count(lines: readonly string[], sign: string): number {
  return lines.filter((line) => line.startsWith(sign)).length;
}

function words(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
