import { indexOf } from '../run/plan-index.ts';
import type { RunState } from '../run/state.ts';
import { personWords } from './person-words.ts';
import type { PreflightView } from './preflight-view.ts';

/** Hosts in the order of the inventory, checks in that of the plan: results came in the order of their ends. */
export function preflightView({ plan, preflight }: RunState): PreflightView {
  const accepted = (subject: string): { readonly accepted?: string } => {
    const one = preflight.accepted[subject];
    return one === undefined ? {} : { accepted: `${personWords(one.by)}: ${one.reason}` };
  };
  const { step: steps } = indexOf(plan);
  return {
    hosts: inOrderOf(Object.keys(plan.inventory.hosts), preflight.hosts).map((one) => ({
      host: one.host,
      ok: one.ok,
      required: one.required,
      detail: one.detail,
      ...(one.hostKey === undefined ? {} : { hostKey: one.hostKey }),
      hostKeyNew: one.hostKeyNew === true,
      ...(one.skewMs === undefined ? {} : { skewMs: one.skewMs }),
      ...(one.sudo === undefined ? {} : { sudo: one.sudo }),
      ...accepted(one.host),
    })),
    checks: inOrderOf([...steps.keys()], preflight.checks).map((one) => ({
      step: one.step,
      title: steps.get(one.step)?.title ?? one.step,
      required: one.required,
      result: one.result,
      detail: one.detail,
      ...accepted(one.step),
    })),
  };
}

function inOrderOf<T>(names: readonly string[], found: Readonly<Record<string, T>>): readonly T[] {
  return names.flatMap((name) => found[name] ?? []);
}
