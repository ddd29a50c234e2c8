/** How a figure has to compare with its peer. */
export type Goal = { readonly atMost: number } | { readonly atLeast: number };

/** One line of the result. A figure without a goal is there to be looked at. */
export type Line =
  | {
      readonly kind: 'figure';
      readonly name: string;
      readonly value: number;
      /** `x` for a ratio. */
      readonly unit: string;
      readonly goal?: Goal;
      /** The absolute values behind the ratio. */
      readonly detail: string;
    }
  | { readonly kind: 'missing'; readonly name: string; readonly programs: readonly string[] };

/** What a figure compares: each call does the work once and gives what it cost, in milliseconds unless said. */
export type Works<Name extends string> = Readonly<Record<Name, () => number | Promise<number>>>;

/**
 * Does the works in turn, `rounds` times, so that whatever else the machine does meets all of them alike. The order is
 * reversed every other round: nobody always runs on the caches that another one warmed.
 */
export async function measureInTurn<Name extends string>(
  rounds: number,
  works: Works<Name>,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(works) as Name[];
  const costs = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) costs.get(name)?.push(await works[name]());
  }
  return Object.fromEntries(costs) as Record<Name, number[]>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** The value that `share` per cent of them do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * share) / 100) - 1)] ?? NaN;
}

/** A figure that must not exceed something a person would notice, since no peer shows the same. */
export function limit(name: string, value: number, unit: string, atMost: number, detail: string): Line {
  return { kind: 'figure', name, value, unit, goal: { atMost }, detail };
}

/** The median of the ratios round by round: a slow moment of the machine then slows both sides of its own pair only. */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  return median(over.map((value, at) => value / (under[at] ?? NaN)));
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function isMet(value: number, goal: Goal): boolean {
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
}
