import type { RunbookDocument } from '../runbook/runbook-schema.ts';
import type { FilesBeside } from './file-copy.ts';
import type { HostBook } from './host-book.ts';
import type { ProblemList } from './plan-problem.ts';
import type { PlanTarget } from './plan.ts';
import type { StepIndex } from './step-index.ts';
import type { Templates } from './templates.ts';

/** Everything that the parts of planning share. */
export interface Planning {
  readonly runbook: RunbookDocument;
  readonly book: HostBook;
  readonly targets: Readonly<Record<string, PlanTarget>>;
  readonly templates: Templates;
  readonly index: StepIndex;
  /** What stands beside the runbook, for `copy.upload`. */
  readonly files: FilesBeside;
  readonly problems: ProblemList;
}
