import type { ExpectDocument, StepDocument } from '../runbook/step-schema.ts';
import { listOf } from './one-or-more.ts';
import type { PlanExpect, PlanMatch, PlanStep } from './plan.ts';
import { given } from './given.ts';
import type { Path } from './plan-problem.ts';
import { report } from './plan-problem.ts';
import type { Planning } from './planning.ts';
import type { Scope } from './scope.ts';

/**
 * What makes an end a pass; exit status 0 where nothing is said. `contains` and `equals` may hold templates that are
 * known at planning; a pattern is constant, because a value in it would be read as a pattern.
 */
export function planExpect(
  planning: Pick<Planning, 'templates' | 'problems'>,
  expect: ExpectDocument | undefined,
  scope: Scope,
  path: Path,
): PlanExpect {
  const match = (stream: 'stdout' | 'stderr'): PlanMatch | undefined => {
    const wanted = expect?.[stream];
    return wanted && planMatch(planning, wanted, scope, [...path, stream]);
  };
  return {
    exit: listOf(expect?.exit ?? 0),
    ...given({ stdout: match('stdout'), stderr: match('stderr'), that: expect?.that, across: expect?.across }),
  };
}

type MatchDocument = NonNullable<ExpectDocument['stdout']>;

/** `not: TEXT` means that it is not contained. */
function planMatch(
  planning: Pick<Planning, 'templates' | 'problems'>,
  match: MatchDocument,
  scope: Scope,
  path: Path,
): PlanMatch {
  const { not, ...rest } = match;
  const plain = planTexts(planning, rest, scope, path);
  if (not === undefined) return plain;
  const inner = typeof not === 'string' ? { contains: not } : not;
  return { ...plain, not: planTexts(planning, inner, scope, [...path, 'not']) };
}

function planTexts(
  planning: Pick<Planning, 'templates' | 'problems'>,
  { contains, equals, matches }: Omit<MatchDocument, 'not'>,
  scope: Scope,
  path: Path,
): PlanMatch {
  const known = (text: string | undefined, key: string): string | undefined =>
    text === undefined ? undefined : planning.templates.known(text, scope, [...path, key]);
  if (matches !== undefined && namesOurs.test(matches)) {
    const message = 'A pattern is constant text. Compare with a value by `contains`, `equals` or `that`.';
    report(planning, 'plan.value-invalid', [...path, 'matches'], message);
  }
  return given({ contains: known(contains, 'contains'), equals: known(equals, 'equals'), matches });
}

/** `{{` before a name of ours: a template is meant, not a repetition. */
const namesOurs = /\{\{\s*(params|targets|steps|host|people|run)\b/;

/** Name -> pattern; group 1 of the first match, or of every one. */
export function planCapture(capture: StepDocument['capture']): PlanStep['capture'] {
  return Object.fromEntries(
    Object.entries(capture ?? {}).map(([name, one]) => [
      name,
      typeof one === 'string' ? { pattern: one, all: false } : { pattern: one.all, all: true },
    ]),
  );
}
