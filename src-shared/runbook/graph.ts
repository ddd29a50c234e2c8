/** A step as the graph knows it; `needs` as written, undefined where the step says nothing of it. */
export interface GraphStep {
  readonly id: string;
  readonly phase: string;
  readonly needs: readonly string[] | undefined;
}

/**
 * What each step needs, by id: its `needs` as `resolve` reads them (unknown ones left out), else the step before it in
 * its phase. Barriers between phases are not in it.
 */
export function needsOf<Step extends GraphStep>(
  steps: readonly Step[],
  resolve: (reference: string, from: Step) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const needs = new Map<string, readonly string[]>();
  let before: Step | undefined;
  for (const step of steps) {
    const implied = before?.phase === step.phase ? [before.id] : [];
    const named = step.needs?.flatMap((reference) => resolve(reference, step) ?? []);
    needs.set(step.id, named ?? implied);
    before = step;
  }
  return needs;
}

/**
 * The circles in what is needed: each once, `['a', 'b', 'a']`, begun at its first step in the order of the map.
 * Linear in steps and needs; no recursion, so that a chain of thousands is no trouble.
 */
export function cyclesOf(needs: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const done = new Set<string>();
  for (const start of needs.keys()) {
    if (done.has(start)) continue;
    const way: { readonly id: string; next: number }[] = [{ id: start, next: 0 }];
    const open = new Map([[start, 0]]);
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const next = needs.get(top.id)?.[top.next];
      top.next += 1;
      if (next === undefined) {
        done.add(top.id);
        open.delete(top.id);
        way.pop();
      } else if (open.has(next)) {
        cycles.push(
          begunAtFirst(
            way.slice(open.get(next)).map(({ id }) => id),
            needs,
          ),
        );
      } else if (!done.has(next) && needs.has(next)) {
        open.set(next, way.length);
        way.push({ id: next, next: 0 });
      }
    }
  }
  return cycles;
}

function begunAtFirst(circle: readonly string[], needs: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const order = [...needs.keys()];
  const first = circle.reduce((best, id, at) => (order.indexOf(id) < order.indexOf(circle[best] ?? '') ? at : best), 0);
  const turned = [...circle.slice(first), ...circle.slice(0, first)];
  return [...turned, turned[0] ?? ''];
}
