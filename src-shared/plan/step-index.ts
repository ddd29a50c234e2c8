import type { HostId, StepId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { FormDocument } from '../runbook/form-schema.ts';
import type { PhaseDocument, RunbookDocument } from '../runbook/runbook-schema.ts';
import type { StepDocument } from '../runbook/step-schema.ts';
import type { Path } from './plan-problem.ts';
import { report } from './plan-problem.ts';
import type { Places } from './resolve-hosts.ts';
import { eachHost } from './resolve-hosts.ts';
import type { Scope } from './scope.ts';
import { noScope } from './scope.ts';

/** A step of the runbook on its way into the plan: one for each host of its `forEach`, else one. */
export interface Instance {
  readonly id: StepId;
  readonly phase: PlacedPhase;
  readonly step: StepDocument;
  readonly scope: Scope;
  readonly path: Path;
}

interface PlacedPhase {
  /** `rollback/<phase>` in the rollback. */
  readonly id: string;
  readonly section: 'main' | 'rollback';
  readonly document: PhaseDocument;
  readonly path: Path;
}

/** Every instance of every step, and the look-up from the names that a runbook uses to their ids. */
export interface StepIndex {
  readonly phases: readonly PlacedPhase[];
  readonly instances: readonly Instance[];
  /** All instances of a step named inside a phase: `step`, `phase/step`, or one instance by its `@<host>`. */
  idsOf(name: string, phase: string): readonly StepId[] | undefined;
  /** What a step without `needs` waits for: the step before it in its phase. */
  before(instance: Instance): readonly StepId[];
}

/** Built before any step is planned: `needs` may name what stands further down. */
export function createStepIndex(runbook: RunbookDocument, places: Places): StepIndex {
  const forms = new Map((runbook.forms ?? []).map((form) => [form.id, form]));
  const phases = placedPhases(runbook);
  const perStep = phases.flatMap((phase) =>
    phase.document.steps.map((step, at) =>
      instancesOf(
        places,
        phase,
        step,
        [...phase.path, 'steps', at],
        step.form === undefined ? undefined : forms.get(step.form),
      ),
    ),
  );
  const ids = new Map(perStep.map(({ id, instances }) => [id, instances.map((one) => one.id)]));
  const single = new Set(perStep.flatMap(({ instances }) => instances.map((one) => one.id)));
  const exact = (name: string): readonly StepId[] | undefined =>
    ids.get(name) ?? (single.has(asId<StepId>(name)) ? [asId<StepId>(name)] : undefined);
  return {
    phases,
    instances: perStep.flatMap(({ instances }) => instances),
    idsOf: (name, phase) => {
      if (!name.includes('/')) return exact(`${phase}/${name}`);
      // Inside the rollback its own steps come first: they are what an author there means.
      return (phase.startsWith('rollback/') ? exact(`rollback/${name}`) : undefined) ?? exact(name);
    },
    before: ({ phase, step }) => {
      const { steps } = phase.document;
      for (let at = steps.indexOf(step) - 1; at >= 0; at -= 1) {
        const found = ids.get(`${phase.id}/${steps[at]?.id ?? ''}`) ?? [];
        // A step over no host at all is nothing to wait for: what was before it is.
        if (found.length > 0) return found;
      }
      return [];
    },
  };
}

/** Main phases first; ids of the rollback are prefixed, so that both may have a phase of the same name. */
function placedPhases(runbook: RunbookDocument): readonly PlacedPhase[] {
  const main = runbook.phases.map((document, at): PlacedPhase => {
    return { id: document.id, section: 'main', document, path: ['phases', at] };
  });
  const rollback = (runbook.rollback?.phases ?? []).map((document, at): PlacedPhase => {
    return { id: `rollback/${document.id}`, section: 'rollback', document, path: ['rollback', 'phases', at] };
  });
  return [...main, ...rollback];
}

/** A step that places a form is repeated as the form is: its gate stands beside each host's form. */
function instancesOf(
  places: Places,
  phase: PlacedPhase,
  step: StepDocument,
  path: Path,
  form: FormDocument | undefined,
): { readonly id: string; readonly instances: readonly Instance[] } {
  const id = `${phase.id}/${step.id}`;
  if (step.forEach !== undefined && form?.forEach !== undefined) {
    const message = `The form "${form.id}" is made for each host already. Take \`forEach\` away from this step, or from the form.`;
    report(places, 'plan.value-invalid', [...path, 'forEach'], message);
  }
  const forEach = step.forEach ?? form?.forEach;
  const instances = scopesOf(places, forEach, [...path, step.forEach === undefined ? 'form' : 'forEach']).map(
    ({ host, scope }): Instance => ({ id: instanceId(id, host), phase, step, scope, path }),
  );
  return { id, instances };
}

/** `phase/step`, with `@<host>` where `forEach` made it. */
export function instanceId(id: string, host: HostId | undefined): StepId {
  return asId(host === undefined ? id : `${id}@${host}`);
}

/** One scope for each host of a `forEach`; one without host where there is no `forEach`. */
export function scopesOf(
  places: Places,
  forEach: StepDocument['forEach'],
  path: Path,
): readonly { readonly host: HostId | undefined; readonly scope: Scope }[] {
  const [entry] = Object.entries(forEach ?? {});
  if (entry === undefined) return [{ host: undefined, scope: noScope }];
  const [name, names] = entry;
  return eachHost(places, names, path).map((host) => ({ host, scope: { bindings: { [name]: host } } }));
}
