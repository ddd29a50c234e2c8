import type { ReportTextDocument } from '../runbook/document-schema.ts';
import type { PlanDocument } from './plan.ts';
import { given } from './given.ts';

type Prose = string | readonly string[];

/** The FST/DRP text: paragraphs joined by an empty line, the lines of a table's cell by a line feed. */
export function planDocument(document: ReportTextDocument): PlanDocument {
  const { control, scope, locations, resources, schedule, deliverables } = document;
  return given({
    control: control && given({ ...control, revisions: control.revisions?.map(revision) }),
    goals: paragraphs(document.goals),
    scope: scope && given({ in: lines(scope.in), out: lines(scope.out) }),
    locations: locations?.map((row) => ({ location: cell(row.location), items: cell(row.items) })),
    resources: resources?.map((row) => ({
      role: cell(row.role),
      responsibilities: typeof row.responsibilities === 'string' ? [row.responsibilities] : row.responsibilities,
      names: cell(row.names),
    })),
    schedule: schedule?.map((row) => ({
      task: cell(row.task),
      artifact: cell(row.artifact),
      completion: cell(row.completion),
    })),
    strategy: paragraphs(document.strategy),
    recordKeeping: paragraphs(document.recordKeeping),
    criteria: paragraphs(document.criteria),
    deliverables,
  });
}

type Revision = NonNullable<NonNullable<PlanDocument['control']>['revisions']>[number];

/** A revision in one text is what changed; its number and date are then part of the words. */
function revision(one: NonNullable<NonNullable<ReportTextDocument['control']>['revisions']>[number]): Revision {
  if (typeof one === 'string') return { version: '', date: '', change: one };
  const { version = '', date = '', author, change = '' } = one;
  return { version, date, ...given({ author }), change };
}

function paragraphs(prose: Prose | undefined): string | undefined {
  return typeof prose === 'object' ? prose.join('\n\n') : prose;
}

function lines(prose: Prose | undefined): string | undefined {
  return typeof prose === 'object' ? prose.join('\n') : prose;
}

function cell(prose: Prose | undefined): string {
  return lines(prose) ?? '';
}
