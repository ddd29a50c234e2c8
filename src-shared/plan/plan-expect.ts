import type { ExpectDocument, StepDocument } from '../runbook/step-schema.ts';
import { listOf } from './one-or-more.ts';
import type { PlanExpect, PlanMatch, PlanStep } from './plan.ts';
import { given } from './given.ts';

/** What makes an end a pass; exit status 0 where nothing is said. Its texts are constant, as scripts are. */
export function planExpect(expect: ExpectDocument | undefined): PlanExpect {
  return {
    exit: listOf(expect?.exit ?? 0),
    ...given({
      stdout: expect?.stdout && planMatch(expect.stdout),
      stderr: expect?.stderr && planMatch(expect.stderr),
      that: expect?.that,
      across: expect?.across,
    }),
  };
}

/** `not: TEXT` means that it is not contained. */
function planMatch({ not, ...given }: NonNullable<ExpectDocument['stdout']>): PlanMatch {
  if (not === undefined) return given;
  return { ...given, not: typeof not === 'string' ? { contains: not } : not };
}

/** Name -> pattern; group 1 of the first match, or of every one. */
export function planCapture(capture: StepDocument['capture']): PlanStep['capture'] {
  return Object.fromEntries(
    Object.entries(capture ?? {}).map(([name, one]) => [
      name,
      typeof one === 'string' ? { pattern: one, all: false } : { pattern: one.all, all: true },
    ]),
  );
}
