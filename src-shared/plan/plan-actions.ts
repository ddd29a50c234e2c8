import { assertNever } from '../base/assert-never.ts';
import type { HostId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { StepDocument, StepKind as DocumentKind } from '../runbook/step-schema.ts';
import { kindsOf } from '../runbook/step-schema.ts';
import type { EnvLayer, Place } from './host-work.ts';
import { runbookLayers, workOn } from './host-work.ts';
import { planCopy } from './plan-copy.ts';
import { planDnsChange } from './plan-dns-change.ts';
import { planNotify } from './plan-notify.ts';
import { planCheck } from './plan-checks.ts';
import type { Path } from './plan-problem.ts';
import { report } from './plan-problem.ts';
import type { PlanAction, PlanQuestion } from './plan.ts';
import type { Planning } from './planning.ts';
import { hostsToRunOn } from './resolve-hosts.ts';
import type { Scope } from './scope.ts';
import type { Instance } from './step-index.ts';
import { given } from './given.ts';

/** What a step instance inherits: the `env` of the runbook, its phase and itself. */
export function stepPlace(planning: Planning, instance: Instance): Place {
  const { phase, step, path, scope } = instance;
  const layers: readonly EnvLayer[] = [
    ...runbookLayers(planning),
    { env: phase.document.env, path: [...phase.path, 'env'] },
    { env: step.env, path: [...path, 'env'] },
  ];
  return { scope, layers, path };
}

/** The one kind of a step: validation refuses none and several. */
export function kindOf(step: StepDocument): DocumentKind {
  const [kind] = kindsOf(step);
  if (kind === undefined) throw new TypeError(`Step ${step.id} has no kind: validation refuses this`);
  return kind;
}

/** What a step instance does, complete to the last character. */
export function planAction(planning: Planning, instance: Instance): PlanAction {
  const { step, id } = instance;
  const kind = kindOf(step);
  switch (kind) {
    case 'run':
      return { kind, script: step.run ?? '', tty: step.tty ?? false, hosts: workOfStep(planning, instance) };
    case 'check':
      return { kind, check: checkOf(planning, instance) };
    case 'manual':
      return { kind, ...personsPart(planning, instance, kind, manualParts(step.manual)) };
    case 'terminal': {
      const asked = personsPart(planning, instance, kind, manualParts(step.terminal));
      return { kind, hosts: workOfStep(planning, instance), ...asked };
    }
    case 'wait':
      return waitAction(planning, instance);
    case 'choose':
      return chooseAction(planning, instance);
    case 'form':
    case 'test':
      return { kind: 'form', form: id };
    case 'sign':
      return signAction(planning, instance);
    case 'dns':
      return {
        kind,
        change: planDnsChange(planning, step.dns, { scope: instance.scope, path: [...instance.path, kind] }),
      };
    case 'copy':
      return planCopy(planning, step.copy ?? {}, workOfStep(planning, instance), {
        ...stepPlace(planning, instance),
        path: [...instance.path, kind],
      });
    case 'notify':
      return planNotify(planning, step.notify ?? {}, instance.scope, [...instance.path, kind]);
    default:
      return assertNever(kind, 'step kind');
  }
}

/** `manual: TEXT` means `{ instructions: TEXT }`. */
export function manualParts(manual: StepDocument['manual']): Exclude<NonNullable<StepDocument['manual']>, string> {
  return typeof manual === 'string' ? { instructions: manual } : (manual ?? { instructions: '' });
}

type Ask = ReturnType<typeof manualParts>['ask'];

/** What a person is told and asked, in a `manual` step as in a `terminal`. */
function personsPart(
  planning: Planning,
  { scope, path }: Instance,
  kind: 'manual' | 'terminal',
  { instructions, ask, evidence }: ReturnType<typeof manualParts>,
): Pick<Extract<PlanAction, { readonly kind: 'manual' }>, 'instructions' | 'ask' | 'evidence'> {
  return {
    instructions: planning.templates.shown(instructions, scope, [...path, kind]),
    ask: questions(planning, ask, scope, [...path, kind, 'ask']),
    evidence: evidence ?? 'optional',
  };
}

/** The questions of `ask`, with the defaults of the format; `path` leads to the `ask` key. */
export function questions(
  { templates }: Planning,
  ask: Ask,
  scope: Scope,
  path: Path,
): Readonly<Record<string, PlanQuestion>> {
  const shown = (text: string, ...keys: readonly string[]): string => templates.shown(text, scope, [...path, ...keys]);
  return Object.fromEntries(
    Object.entries(ask ?? {}).map(([id, one], order) => [
      id,
      {
        order,
        title: shown(one.title ?? id, id, 'title'),
        ...given({ description: one.description && shown(one.description, id, 'description') }),
        type: one.type ?? 'string',
        ...given({ choices: one.choices }),
        required: one.required ?? false,
      },
    ]),
  );
}

/** The hosts of `on`, each with its `env`. */
function workOfStep(planning: Planning, instance: Instance): ReturnType<typeof workOn> {
  const { step, path, scope } = instance;
  const hosts: readonly HostId[] = hostsToRunOn(planning, step.on, scope, [...path, 'on']);
  // A condition may look at how many hosts there are; without one a step that runs nowhere would pass.
  if (hosts.length === 0 && step.when === undefined) {
    report(planning, 'plan.no-hosts', [...path, 'on'], `${instance.id} has no host to run on. Give \`on\`.`);
  }
  return workOn(planning, hosts, stepPlace(planning, instance));
}

/** A `run` check without `on` of its own takes the step's. */
function checkOf(planning: Planning, instance: Instance): ReturnType<typeof planCheck> {
  const { step, path } = instance;
  return planCheck(planning, step.check ?? {}, {
    ...stepPlace(planning, instance),
    path: [...path, 'check'],
    ...given({ on: step.on }),
    conditional: step.when !== undefined,
  });
}

/** A time of day stays one: which day it falls on is known when the step is ready, in the run's zone. */
function waitAction(planning: Planning, { step, scope, path }: Instance): PlanAction {
  const wait = step.wait ?? '0s';
  if (typeof wait === 'string') {
    return { kind: 'wait', forMs: planning.templates.duration(wait, scope, [...path, 'wait']) };
  }
  const before = planning.problems.all.length;
  const until = planning.templates.known(wait.until, scope, [...path, 'wait', 'until']);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/u.test(until) && planning.problems.all.length === before) {
    const message = `${JSON.stringify(until)} is no time of day. Write it like 03:00.`;
    report(planning, 'plan.value-invalid', [...path, 'wait', 'until'], message);
  }
  return { kind: 'wait', until };
}

/** Options that are CEL are evaluated when the step is ready: they are what earlier steps found. */
function chooseAction({ templates }: Planning, { step, scope, path }: Instance): PlanAction {
  const { options = [], default: first } = step.choose ?? {};
  const at = [...path, 'choose'];
  return {
    kind: 'choose',
    options:
      typeof options === 'string'
        ? { cel: options }
        : options.map((option, index) => templates.known(option, scope, [...at, 'options', index])),
    ...given({ default: first && templates.shown(first, scope, [...at, 'default']) }),
  };
}

/** The sentence that is signed where the runbook gives none. */
const statements = {
  executed: 'I carried this out as recorded here.',
  witnessed: 'I witnessed this as recorded here.',
  accepts: 'I accept this for the customer.',
  affirms: 'I affirm the contents of this record.',
  approves: 'I approve this.',
} as const;

/** A signature is as optional as the role is, unless the step says otherwise. */
function signAction({ templates, runbook }: Planning, { step, scope, path }: Instance): PlanAction {
  const { who = 'operator', meaning = 'affirms', statement, optional } = step.sign ?? {};
  return {
    kind: 'sign',
    who: asId(who),
    meaning,
    statement:
      statement === undefined ? statements[meaning] : templates.shown(statement, scope, [...path, 'sign', 'statement']),
    optional: optional ?? runbook.people?.[who]?.optional ?? false,
  };
}
