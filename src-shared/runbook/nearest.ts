/** Edits between two words: insert, remove, replace or swap neighbours. Words are short: the table is small. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min((last[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      }
      now.push(best);
    }
    [before, last] = [last, now];
  }
  return last[b.length] ?? 0;
}

/** The legal word nearest to what was written, where it is near enough to be meant. */
export function nearest(written: string, legal: Iterable<string>): string | undefined {
  const word = written.slice(0, 64).toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of legal) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const far = distance(word, candidate.toLowerCase());
    if (far < bestDistance) [best, bestDistance] = [candidate, far];
  }
  return best;
}

/** ` — did you mean \`expect\`?`, or what there is to choose from, or nothing where there is nothing. */
export function suggestion(written: string, legal: Iterable<string>): string {
  const all = [...new Set(legal)];
  const near = nearest(written, all);
  if (near !== undefined) return ` — did you mean \`${near}\`?`;
  if (all.length === 0) return '';
  const shown = all.slice(0, 8).map((one) => `\`${one}\``);
  return `; there is ${shown.join(', ')}${all.length > shown.length ? ', …' : ''}`;
}
