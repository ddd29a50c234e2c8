import type { HostId } from '../base/ids.ts';
import type { RunbookDocument } from '../runbook/runbook-schema.ts';
import type { HostBook } from './host-book.ts';
import type { PlanTarget } from './plan.ts';
import type { Path, PlanProblemCode, ProblemList } from './plan-problem.ts';
import type { StepIndex } from './step-index.ts';
import type { Templates } from './templates.ts';

/** Everything that the parts of planning share. */
export interface Planning {
  readonly runbook: RunbookDocument;
  readonly book: HostBook;
  readonly targets: Readonly<Record<string, PlanTarget>>;
  readonly templates: Templates;
  readonly index: StepIndex;
  readonly problems: ProblemList;
}

/** What a text may name at one place: the `forEach` hosts of the instance, and the host whose turn it is. */
export interface Scope {
  readonly bindings: Readonly<Record<string, HostId>>;
  readonly host?: HostId;
}

export const noScope: Scope = { bindings: {} };

/** Notes a problem of the runbook. */
export function report(planning: Pick<Planning, 'problems'>, code: PlanProblemCode, path: Path, message: string): void {
  planning.problems.add({ code, in: 'runbook', path, message });
}

/** One text or a list of them, as a list. */
export function listOf<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}
