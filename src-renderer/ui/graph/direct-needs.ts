interface Tie {
  readonly from: string;
  readonly to: string;
}

/**
 * The ties without those that a longer way says already: `a > c` goes where there is `a > b > c`. The order that they
 * ask for stays the same, the picture has half the lines, and the layout half the work. Ties in a circle stay.
 */
export function directNeeds(ties: readonly Tie[]): readonly Tie[] {
  const needs = new Map<string, readonly string[]>(
    [...Map.groupBy(ties, ({ to }) => to)].map(([to, own]) => [to, own.map(({ from }) => from)]),
  );
  const behind = ancestors(needs);
  return ties.filter(({ from, to }) => {
    const others = needs.get(to) ?? [];
    const isBehind = (one: string, other: string): boolean => behind.get(other)?.has(one) ?? false;
    return !others.some((other) => other !== from && isBehind(from, other) && !isBehind(other, from));
  });
}

/** Everything that each step waits for, near and far. */
function ancestors(needs: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const open = new Set<string>();
  // An explicit stack: a chain of thousands of steps must not end at the engine's call depth.
  const stack = [...needs.keys()];
  for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
    const own = needs.get(id) ?? [];
    const missing = found.has(id) || open.has(id) ? [] : own.filter((one) => !found.has(one) && !open.has(one));
    open.add(id);
    if (missing.length > 0) {
      stack.push(...missing);
      continue;
    }
    stack.pop();
    if (!found.has(id)) found.set(id, new Set(own.flatMap((one) => [one, ...(found.get(one) ?? [])])));
  }
  return found;
}
