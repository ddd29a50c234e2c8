import type { HostId, StepId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { InventoryDocument } from '../runbook/inventory-schema.ts';
import type { CompareDocument, ProbeDocument, RunbookDocument } from '../runbook/runbook-schema.ts';
import { bindTargets } from './bind-targets.ts';
import { closingSteps } from './closing-steps.ts';
import { criticalPath } from './critical-path.ts';
import type { FilesBeside } from './file-copy.ts';
import type { HostBook, ResolvedAlias } from './host-book.ts';
import { createHostBook } from './host-book.ts';
import { runbookLayers, workOn } from './host-work.ts';
import { planCheck } from './plan-checks.ts';
import { planContext } from './plan-context.ts';
import { planDocument } from './plan-document.ts';
import { placedForms, unplacedForms } from './plan-forms.ts';
import { planParameters } from './plan-parameters.ts';
import { planPeople } from './plan-people.ts';
import type { PlanProblem } from './plan-problem.ts';
import { createProblemList, report } from './plan-problem.ts';
import { planStep } from './plan-steps.ts';
import type { Plan, PlanCompare, PlanObjectives, PlanPhase, PlanProbe, PlanRunbook } from './plan.ts';
import type { Planning } from './planning.ts';
import { hostsToRunOn } from './resolve-hosts.ts';
import { noScope } from './scope.ts';
import { createStepIndex } from './step-index.ts';
import { createTemplates } from './templates.ts';
import { given } from './given.ts';
import { withoutEchoes } from './without-echoes.ts';

export interface PlanInput {
  /** A runbook and an inventory without errors: what validation refuses is not looked at again. */
  readonly runbook: RunbookDocument;
  readonly runbookText: string;
  readonly inventory: InventoryDocument;
  /** What `~/.ssh/config` says of the aliases that the inventory names. */
  readonly resolvedAliases: Readonly<Record<string, ResolvedAlias>>;
  /** `--set`, as text. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly givenSecrets: ReadonlySet<string>;
  readonly follows?: NonNullable<Plan['follows']>;
  /** What `uploadsOf` names, as it is now. */
  readonly files?: FilesBeside;
}

export type PlanResult = { readonly plan: Plan } | { readonly problems: readonly PlanProblem[] };

/**
 * The frozen plan of a runbook on an inventory, or everything that keeps it from being made, all at once. The same
 * inputs give the same plan; no time, no secret and no host that it does not need is in it.
 */
export function makePlan(input: PlanInput): PlanResult {
  const { runbook, inventory } = input;
  const problems = createProblemList();
  // Order matters: texts may name parameters and targets, so these are known before any text is looked at.
  const book = createHostBook({ inventory, aliases: input.resolvedAliases, problems });
  const parameters = planParameters({ ...input, set: input.parameters, problems });
  const targets = bindTargets(runbook, inventory, book, problems);
  const secrets = new Set(Object.keys(parameters).filter((id) => parameters[id]?.type === 'secret'));
  const hostOf = (id: HostId): ReturnType<HostBook['use']> => book.use(id);
  const planning: Planning = {
    runbook,
    book,
    targets,
    templates: createTemplates({ base: planContext(parameters, targets, hostOf), secrets, hostOf, problems }),
    index: createStepIndex(runbook, { book, targets, problems }),
    files: input.files ?? {},
    problems,
  };
  const people = planPeople(runbook.people);
  const body = planBody(planning, people);
  const plan: Plan = {
    format: 1,
    runbook: planRunbook(input),
    // Last of all parts: only now is it known which hosts the plan needs.
    inventory: {
      id: inventory.id,
      practice: inventory.practice ?? false,
      hosts: book.used(),
      contacts: (inventory.contacts ?? []).map((contact) => ({ ...contact, for: contact.for ?? [] })),
    },
    parameters,
    targets,
    people,
    ...body,
    criticalPath: criticalPath(body, idleSteps(planning)),
    ...given({ document: runbook.document && planDocument(runbook.document), follows: input.follows }),
  };
  return problems.all.length > 0 ? { problems: withoutEchoes(problems.all, runbook) } : { plan };
}

/** The file's text goes along: the plan hash then covers comments and wording too, as an approver read them. */
function planRunbook({ runbook, runbookText }: PlanInput): PlanRunbook {
  const { id, version, title, summary, system } = runbook;
  return {
    id,
    version,
    title,
    ...given({ summary, system }),
    text: runbookText,
  };
}

type Body = Pick<Plan, 'phases' | 'steps' | 'forms' | 'compare' | 'probes' | 'objectives'>;

/** Everything that needs names to be resolved. Order: the main phases, the appended ones, the rollback. */
function planBody(planning: Planning, people: Plan['people']): Body {
  const steps = planning.index.instances.map((instance) => planStep(planning, instance));
  const unplaced = unplacedForms(planning);
  const forms = [...placedForms(planning), ...unplaced.map(({ form }) => form)];
  const hasCases = forms.some((form) => form.groups.some((group) => group.cases.length > 0));
  const closing = closingSteps(unplaced, hasCases, people);
  const phases = planning.index.phases.map(({ id, section, document, path }): PlanPhase => {
    const { title = document.id, description, preflight = false } = document;
    const shown = (text: string, key: string): string => planning.templates.shown(text, noScope, [...path, key]);
    const words = { description: description && shown(description, 'description') };
    return { id, title: shown(title, 'title'), ...given(words), preflight, section };
  });
  const inMain = ({ section }: { readonly section: 'main' | 'rollback' }): boolean => section === 'main';
  return {
    phases: [...phases.filter(inMain), ...closing.phases, ...phases.filter((phase) => !inMain(phase))],
    steps: [...steps.filter(inMain), ...closing.steps, ...steps.filter((step) => !inMain(step))],
    forms,
    compare: (planning.runbook.compare ?? []).map((one, at) => planCompare(planning, one, at)),
    probes: (planning.runbook.probes ?? []).map((one, at) => planProbe(planning, one, at)),
    objectives: planObjectives(planning),
  };
}

/** Steps whose `when` can never be true with these parameters: they stay in the plan, and take no time. */
function idleSteps({ index, templates }: Planning): ReadonlySet<StepId> {
  const idle = index.instances.filter(
    ({ step, scope }) => step.when !== undefined && templates.never(step.when, scope),
  );
  return new Set(idle.map(({ id }) => id));
}

/** A compared value: its script inherits the runbook's `env` and runs on every host of `on`. */
function planCompare(planning: Planning, { id, title, on, run }: CompareDocument, at: number): PlanCompare {
  const path = ['compare', at];
  const hosts = hostsToRunOn(planning, on, noScope, [...path, 'on']);
  const place = { scope: noScope, layers: runbookLayers(planning), path };
  const words = planning.templates.shown(title ?? id, noScope, [...path, 'title']);
  return { id, title: words, script: run, hosts: workOn(planning, hosts, place) };
}

/** Shorter intervals (a slip of the pen, a template that gives 0) would keep the machine busy with nothing else. */
const shortestProbeMs = 100;

/** A probe is a check without a step around it: what runs on a host names its own `on`. */
function planProbe(planning: Planning, probe: ProbeDocument, at: number): PlanProbe {
  const { id, title, check, every = '2s' } = probe;
  const path = ['probes', at];
  const everyMs = planning.templates.duration(every, noScope, [...path, 'every']);
  if (everyMs < shortestProbeMs) {
    const message = `A probe looks at most every ${shortestProbeMs} ms: more often it would be a load on the service.`;
    report(planning, 'plan.value-invalid', [...path, 'every'], message);
  }
  return {
    id,
    title: planning.templates.shown(title ?? id, noScope, [...path, 'title']),
    everyMs,
    check: planCheck(planning, check, {
      scope: noScope,
      layers: runbookLayers(planning),
      path: [...path, 'check'],
      conditional: false,
    }),
  };
}

/** What the run is measured against. `measured` stays CEL: it reads what steps have found. */
function planObjectives(planning: Planning): PlanObjectives {
  const { rto, rpo, clock } = planning.runbook.objectives ?? {};
  const path = ['objectives'];
  const ms = (text: string, ...keys: readonly string[]): number =>
    planning.templates.duration(text, noScope, [...path, ...keys]);
  return given({
    rtoMs: rto === undefined ? undefined : ms(rto, 'rto'),
    rpo: rpo && { targetMs: ms(rpo.target, 'rpo', 'target'), ...given({ measured: rpo.measured }) },
    clock: clock && {
      from: clockStep(planning, clock.from ?? 'declared', 'from'),
      to: clockStep(planning, clock.to, 'to'),
    },
  });
}

/** `declared`, or the id of a step that the plan has: the clock of a step that is not there would never stop. */
function clockStep(planning: Planning, name: string, key: string): StepId | 'declared' {
  if (name === 'declared') return name;
  if (planning.index.idsOf(name, '') === undefined && !name.startsWith('final/') && !name.startsWith('forms/')) {
    report(planning, 'plan.step-unknown', ['objectives', 'clock', key], `There is no step "${name}" in this plan.`);
  }
  return asId(name);
}
