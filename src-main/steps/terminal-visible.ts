const escape = '\u001b';
const bell = '\u0007';
const sequences = new RegExp(
  [
    `${escape}\\[([0-?]*)[ -/]*([@-~])`,
    `${escape}\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)?`,
    `${escape}[PX^_][^${escape}]*(?:${escape}\\\\)?`,
    `${escape}[ -/]*[0-~]`,
  ].join('|'),
  'g',
);

/** What of a piece of output can be seen: without escape sequences and bells; a cursor that goes back is a backspace. */
export function visibleText(output: string): string {
  return output
    .replaceAll(sequences, (_all, count: string | undefined, final: string | undefined) =>
      final === 'D' ? '\b'.repeat(Math.min(1_000, Number(count === '' ? 1 : count) || 1)) : '',
    )
    .replaceAll(bell, '');
}
