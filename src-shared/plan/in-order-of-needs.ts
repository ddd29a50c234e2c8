/**
 * Steps of one phase, each after what it needs; needs may point forward in the document, and out of the phase. A Map, since
 * it keeps the place of the first entry. Circles end.
 */
export function inOrderOfNeeds<Step extends { readonly id: string; readonly needs: readonly string[] }>(
  steps: readonly Step[],
): ReadonlyMap<Step['id'], Step> {
  const waiting = new Map<string, Step>(steps.map((step) => [step.id, step]));
  const ordered = new Map<Step['id'], Step>();
  // An explicit stack: a chain of thousands of steps must not end at the engine's call depth.
  const stack = steps.toReversed();
  for (let step = stack.at(-1); step !== undefined; step = stack.at(-1)) {
    if (!waiting.delete(step.id)) {
      // Seen for the second time: all that it needs is placed.
      ordered.set(step.id, step);
      stack.pop();
      continue;
    }
    for (const id of step.needs) {
      const needed = waiting.get(id);
      if (needed !== undefined) stack.push(needed);
    }
  }
  return ordered;
}
