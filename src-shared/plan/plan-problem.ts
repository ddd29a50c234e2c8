import type { ErrorCode } from '../base/error-codes.ts';

/** Keys and list positions from the top of a document: `['phases', 0, 'steps', 2, 'on']`. */
export type Path = readonly (string | number)[];

export type PlanProblemCode = Extract<ErrorCode, `plan.${string}`>;

/** One thing that keeps a plan from being made. `in` says which document `path` leads into; `set` is `--set` itself. */
export interface PlanProblem {
  readonly code: PlanProblemCode;
  readonly in: 'runbook' | 'inventory' | 'set';
  readonly path: Path;
  /** What was found, what was expected, how to mend it. */
  readonly message: string;
}

/** All problems of one planning, each once however many hosts or instances meet it. */
export interface ProblemList {
  readonly all: readonly PlanProblem[];
  add(problem: PlanProblem): void;
}

export function createProblemList(): ProblemList {
  const all: PlanProblem[] = [];
  const seen = new Set<string>();
  return {
    all,
    add: (problem) => {
      const key = JSON.stringify([problem.code, problem.in, problem.path, problem.message]);
      if (seen.has(key)) return;
      seen.add(key);
      all.push(problem);
    },
  };
}

/** Notes a problem of the runbook. */
export function report(
  { problems }: { readonly problems: ProblemList },
  code: PlanProblemCode,
  path: Path,
  message: string,
): void {
  problems.add({ code, in: 'runbook', path, message });
}

/** `a, b and c`: names in the order given, for messages. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? 'none';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
