import type { CaseId, HostId, StepId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { CaseDocument, EvidenceDocument, FormDocument, GroupDocument } from '../runbook/form-schema.ts';
import type { EnvLayer } from './host-work.ts';
import { runbookLayers, workOn } from './host-work.ts';
import { stepPlace } from './plan-actions.ts';
import type { Path } from './plan-problem.ts';
import { listed, report } from './plan-problem.ts';
import { unknownStep } from './plan-steps.ts';
import type { PlanCase, PlanForm, PlanGroup } from './plan.ts';
import type { Planning } from './planning.ts';
import { hostsToRunOn } from './resolve-hosts.ts';
import type { Scope } from './scope.ts';
import type { Instance } from './step-index.ts';
import { instanceId, scopesOf } from './step-index.ts';
import { given } from './given.ts';

/** One form instance on its way into the plan: where it stands, and what its scripts inherit. */
interface FormPlace {
  readonly id: StepId;
  readonly form: FormDocument;
  readonly scope: Scope;
  /** Of the form in the runbook. */
  readonly path: Path;
  readonly layers: readonly EnvLayer[];
  /** The phase in which names of steps are looked up. */
  readonly phase: string;
}

/** The forms that steps place, in the order of the steps: one for each instance of a `form` or `test` step. */
export function placedForms(planning: Planning): readonly PlanForm[] {
  const forms = planning.runbook.forms ?? [];
  return planning.index.instances.flatMap((instance) => {
    const { id, step, scope, path, phase } = instance;
    const at = forms.findIndex((form) => form.id === step.form);
    const found = forms[at];
    const { layers } = stepPlace(planning, instance);
    if (found !== undefined) {
      return planForm(planning, { id, form: found, scope, path: ['forms', at], layers, phase: phase.id });
    }
    const one = testForm(instance);
    return one === undefined ? [] : planForm(planning, { id, form: one, scope, path, layers, phase: phase.id });
  });
}

export interface UnplacedForm {
  readonly form: PlanForm;
  readonly bindings: Scope['bindings'];
}

/** The forms that no step places: they come last, in a phase `forms`. */
export function unplacedForms(planning: Planning): readonly UnplacedForm[] {
  const placed = new Set(planning.index.instances.map(({ step }) => step.form));
  return (planning.runbook.forms ?? []).flatMap((form, at) => {
    if (placed.has(form.id)) return [];
    const layers = runbookLayers(planning);
    return scopesOf(planning, form.forEach, ['forms', at, 'forEach']).map(({ host, scope }): UnplacedForm => {
      const id = instanceId(`forms/${form.id}`, host);
      const place = { id, form, scope, path: ['forms', at], layers, phase: 'forms' };
      return { form: planForm(planning, place), bindings: scope.bindings };
    });
  });
}

/** `test` is a form of one case, `<step>/g1/test`. */
function testForm({ step }: Instance): FormDocument | undefined {
  if (step.test === undefined) return undefined;
  const { procedure, expected, evidence, sign } = step.test;
  return {
    id: step.id,
    title: step.title ?? step.id,
    groups: [{ cases: [{ id: 'test', procedure, expected, ...given({ evidence }) }] }],
    ...given({ sign }),
  };
}

/** One form instance; its cases carry their full ids, since verdicts are kept by them. */
function planForm(planning: Planning, place: FormPlace): PlanForm {
  const { id, form, scope, path } = place;
  const { shown } = planning.templates;
  const [host] = Object.values(scope.bindings);
  return {
    id,
    formId: form.id,
    title: shown(form.title ?? form.id, scope, [...path, 'title']),
    ...given({ description: form.description && shown(form.description, scope, [...path, 'description']) }),
    ...given({ host }),
    groups: planGroups(planning, place),
    sign: form.sign ?? usualSigners(planning),
  };
}

/**
 * Where a form says nothing the tester signs, and the witness where there is one: as optional as the witness is.
 * An optional signature holds nothing up, but can be given.
 */
function usualSigners({ runbook }: Planning): PlanForm['sign'] {
  const { tester, witness } = runbook.people ?? {};
  return {
    ...given({
      tester: tester && 'required',
      witness: witness && (witness.optional === true ? 'optional' : 'required'),
    }),
  };
}

/** Groups whose `when` is false keep their place and their reason: the report prints them without cases. */
function planGroups(planning: Planning, place: FormPlace): readonly PlanGroup[] {
  const groups = place.form.groups.map((group, at) => {
    const path = [...place.path, 'groups', at];
    const applies =
      group.when === undefined || planning.templates.condition(group.when, place.scope, [...path, 'when']);
    return { id: group.id ?? `g${at + 1}`, group, path, applies };
  });
  // Cases are named by their id alone as long as it is clear which one is meant.
  const names = new Map<string, CaseId[]>();
  for (const { id, group, applies } of groups) {
    for (const one of applies ? group.cases : []) {
      const full = asId<CaseId>(`${place.id}/${id}/${one.id}`);
      for (const name of [one.id, `${id}/${one.id}`]) names.set(name, [...(names.get(name) ?? []), full]);
    }
  }
  return groups.map(({ id, group, path, applies }): PlanGroup => {
    const cases = group.cases.map((one, at) =>
      applies ? planCase(planning, place, { one, group: id, names, path: [...path, 'cases', at] }) : undefined,
    );
    return {
      id,
      ...groupWords(planning, place, group, path),
      ...(applies ? {} : { notApplicable: group.notApplicable ?? `Not applicable: ${group.when ?? ''} is false` }),
      cases: cases.filter((one) => one !== undefined),
    };
  });
}

function groupWords(
  { templates }: Planning,
  { scope }: FormPlace,
  group: GroupDocument,
  path: Path,
): { readonly title: string; readonly intro?: string } {
  return {
    title: templates.shown(group.title ?? '', scope, [...path, 'title']),
    ...given({ intro: group.intro && templates.shown(group.intro, scope, [...path, 'intro']) }),
  };
}

interface CasePlace {
  readonly one: CaseDocument;
  readonly group: string;
  readonly names: ReadonlyMap<string, readonly CaseId[]>;
  readonly path: Path;
}

/** `due` counts from a step or a case; what it means is decided here, so that the run only follows ids. */
function planCase(planning: Planning, place: FormPlace, { one, group, names, path }: CasePlace): PlanCase {
  const { scope } = place;
  const { templates } = planning;
  const evidence = planEvidence(planning, place, one.evidence, [...path, 'evidence']);
  const after =
    one.due === undefined
      ? undefined
      : dueAfter(planning, place, { name: one.due.after, group, names, path: [...path, 'due', 'after'] });
  return {
    id: asId(`${place.id}/${group}/${one.id}`),
    ...given({ title: one.title && templates.shown(one.title, scope, [...path, 'title']) }),
    procedure: templates.shown(one.procedure, scope, [...path, 'procedure']),
    expected: templates.shown(one.expected, scope, [...path, 'expected']),
    ...(after === undefined || one.due === undefined
      ? {}
      : { due: { after, byMs: templates.duration(one.due.by, scope, [...path, 'due', 'by']) } }),
    ...given({ evidence }),
  };
}

/** The step or case that a due time counts from. A case that does not apply on this host can never start the clock. */
function dueAfter(
  planning: Planning,
  place: FormPlace,
  { name, group, names, path }: Omit<CasePlace, 'one'> & { readonly name: string },
): StepId | CaseId | undefined {
  // A case of the same group is meant before one of the same name elsewhere, a case before a step.
  const cases = names.get(`${group}/${name}`) ?? names.get(name) ?? [];
  if (cases.length === 1) return cases[0];
  if (cases.length > 1) {
    report(planning, 'plan.step-unknown', path, `"${name}" can be ${listed(cases)}. Write group/case.`);
    return undefined;
  }
  if (name.includes('/')) return oneStep(planning, place, name, path);
  const message = `"${name}" is no case that applies on this form, and no step. Cases are named by their id or group/case, steps by phase/step.`;
  report(planning, 'plan.step-unknown', path, message);
  return undefined;
}

/** The one instance that a name means: of several that of the form's own host. */
function oneStep(planning: Planning, place: FormPlace, name: string, path: Path): StepId | undefined {
  const ids = planning.index.idsOf(name, place.phase);
  if (ids === undefined) unknownStep(planning, name, path);
  const [host]: readonly (HostId | undefined)[] = Object.values(place.scope.bindings);
  const found = ids?.length === 1 ? ids[0] : ids?.find((id) => host !== undefined && id.endsWith(`@${host}`));
  if (found === undefined && ids !== undefined) {
    report(planning, 'plan.step-unknown', path, `"${name}" means ${listed(ids)}. Name one of them by its @host.`);
  }
  return found;
}

/** A script of evidence inherits the `env` of where its form stands; a step's evidence is one step instance. */
function planEvidence(
  planning: Planning,
  place: FormPlace,
  evidence: EvidenceDocument | undefined,
  path: Path,
): PlanCase['evidence'] {
  if (evidence === undefined) return undefined;
  if (typeof evidence === 'string') return { kind: 'person', required: evidence === 'required' };
  if ('step' in evidence) {
    const step = oneStep(planning, place, evidence.step, [...path, 'step']);
    return step === undefined ? undefined : { kind: 'step', step };
  }
  const { scope, layers } = place;
  const hosts = hostsToRunOn(planning, evidence.on, scope, [...path, 'on']);
  return { kind: 'run', script: evidence.run, hosts: workOn(planning, hosts, { scope, layers, path }) };
}
