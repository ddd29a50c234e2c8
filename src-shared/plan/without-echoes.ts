import type { RunbookDocument } from '../runbook/runbook-schema.ts';
import { listOf } from './one-or-more.ts';
import type { Path, PlanProblem } from './plan-problem.ts';

/**
 * The problems without those that only repeat another: of a target that has not the hosts it takes, each step that
 * uses it has none either, and each text that names its host. One binding mends them all.
 */
export function withoutEchoes(problems: readonly PlanProblem[], runbook: RunbookDocument): readonly PlanProblem[] {
  const wrong = problems.flatMap(({ code, path }) =>
    code === 'plan.target-unbound' || code === 'plan.target-count' ? [String(path.at(-1))] : [],
  );
  if (wrong.length === 0) return problems;
  return problems.filter(({ code, path, message }) => {
    if (code === 'plan.no-hosts') return !wrong.some((id) => names(runbook, path).includes(id));
    return (
      code !== 'plan.template-failed' || !wrong.some((id) => new RegExp(`\\btargets\\.${id}\\b`, 'u').test(message))
    );
  });
}

/** The hosts that are named at a path, or by the nearest `on` or `to` above it. */
function names(runbook: RunbookDocument, path: Path): readonly unknown[] {
  for (let length = path.length; length > 0; length -= 1) {
    const value = path.slice(0, length).reduce<unknown>(below, runbook);
    const { on, to } = isMap(value) ? value : { on: value };
    const named = on ?? to;
    if (typeof named === 'string' || Array.isArray(named)) return listOf(named as string | readonly string[]);
  }
  return [];
}

function below(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string | number, unknown>>)[key]
    : undefined;
}

function isMap(value: unknown): value is { readonly on?: unknown; readonly to?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
