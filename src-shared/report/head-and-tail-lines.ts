import type { CodeLine } from './blocks.ts';

/**
 * The first and last lines of a long output, `most` of each, with `leftOut` (how many lines) in the place of what is
 * missing. Marked lines stay. Leaving out fewer than five lines would hide more than it saves.
 */
export function* headAndTail(
  lines: Iterable<CodeLine>,
  most: number,
  leftOut: (count: number) => string,
): Generator<CodeLine, void, undefined> {
  const tail: CodeLine[] = [];
  let seen = 0;
  let missing: CodeLine[] = [];
  const gap = (): readonly CodeLine[] => {
    const shown = missing.length < 5 ? missing : [{ text: leftOut(missing.length) }];
    missing = [];
    return shown;
  };
  for (const line of lines) {
    seen += 1;
    if (seen <= most) {
      yield line;
      continue;
    }
    tail.push(line);
    const oldest = tail.length > most ? tail.shift() : undefined;
    if (oldest === undefined) continue;
    if (oldest.marked === true) {
      yield* gap();
      yield oldest;
    } else missing.push(oldest);
  }
  yield* gap();
  yield* tail;
}
