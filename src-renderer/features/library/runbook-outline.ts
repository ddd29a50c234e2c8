import { parseDuration } from '../../../src-shared/runbook/duration.ts';
import type { DocumentPath } from '../../../src-shared/runbook/finding.ts';
import { needsOf } from '../../../src-shared/runbook/graph.ts';
import { asList, asMap, asTexts, type LooseMap } from '../../../src-shared/runbook/loose.ts';
import type { RunbookDocument } from '../../../src-shared/runbook/runbook-schema.ts';
import type { StepDocument, StepKind } from '../../../src-shared/runbook/step-schema.ts';
import { stepNamed, surveyOf, type SurveyedStep } from '../../../src-shared/runbook/survey.ts';

export interface OutlinePhase {
  /** `isolate`, or `rollback/back`. */
  readonly id: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly preflight: boolean;
  readonly rollback: boolean;
}

export interface OutlineStep {
  readonly id: string;
  readonly title: string;
  /** Id of its phase, as OutlinePhase has it. */
  readonly phase: string;
  readonly kind: StepKind | undefined;
  readonly needs: readonly string[];
  /** Targets, groups or forEach names on which it acts; of a check, where it is looked from. */
  readonly where: string | undefined;
  /** Expected milliseconds; undefined where nothing is said, or only a template. */
  readonly takesMs: number | undefined;
  readonly destructive: boolean;
  /** It runs or writes something on a host. */
  readonly changes: boolean;
  /** A person has to act. */
  readonly person: boolean;
  readonly body: StepDocument;
  /** Where it stands in the document. */
  readonly path: DocumentPath;
}

export interface Outline {
  readonly phases: readonly OutlinePhase[];
  readonly steps: readonly OutlineStep[];
}

const changing: readonly StepKind[] = ['run', 'copy', 'dns', 'terminal'];
const byPeople: readonly StepKind[] = ['manual', 'terminal', 'form', 'test', 'choose', 'sign'];

/** Phases and steps as list and graph show them, those of the rollback last. Pure. */
export function outlineOf(document: RunbookDocument): Outline {
  const survey = surveyOf(document);
  const graph = survey.steps.map((step) => ({
    id: step.id,
    phase: phaseOf(step),
    needs: step.body['needs'] === undefined ? undefined : asTexts(step.body['needs']).map(({ text }) => text),
    step,
  }));
  const needs = needsOf(graph, (reference, { step }) => stepNamed(survey, reference, step)?.id);
  return {
    phases: [...phasesOf(document, false), ...phasesOf(document.rollback, true)],
    steps: survey.steps.map((step) => outlineStep(step, needs.get(step.id) ?? [])),
  };
}

function phasesOf(part: Pick<RunbookDocument, 'phases'> | undefined, rollback: boolean): readonly OutlinePhase[] {
  return (part?.phases ?? []).map(({ id, title, description, preflight }) => ({
    id: rollback ? `rollback/${id}` : id,
    title: title ?? id,
    description,
    preflight: preflight === true,
    rollback,
  }));
}

function phaseOf({ section, phase }: SurveyedStep): string {
  return section === 'rollback' ? `rollback/${phase}` : phase;
}

function outlineStep(step: SurveyedStep, needs: readonly string[]): OutlineStep {
  // Only a document without errors comes here: its steps are what the schema says.
  const body = step.body as unknown as StepDocument;
  const [kind] = step.kinds;
  return {
    id: step.id,
    title: body.title ?? step.local,
    phase: phaseOf(step),
    kind,
    needs,
    where: whereOf(step.body, kind),
    takesMs: expectedMs(step.body),
    destructive: body.destructive === true,
    changes: kind !== undefined && changing.includes(kind),
    person: kind !== undefined && byPeople.includes(kind),
    body,
    path: step.path,
  };
}

function whereOf(body: LooseMap, kind: StepKind | undefined): string | undefined {
  const check = asMap(body['check']);
  const script = asMap(check['run']);
  const tcp = asMap(check['tcp']);
  const named = kind === 'check' ? (script['on'] ?? tcp['to']) : body['on'];
  const places = asTexts(named).map(({ text }) => text);
  const hosts = asTexts(Object.values(asMap(body['forEach']))[0]).map(({ text }) => text);
  const all = [...new Set([...places, ...(places.length === 0 ? hosts : [])])];
  return all.length === 0 ? undefined : all.join(', ');
}

/** A check must stay true for its `for`, a wait lasts as long as it says: neither can take less. */
function expectedMs(body: LooseMap): number | undefined {
  const found = [body['takes'], body['for'], body['wait']].flatMap((value) =>
    typeof value === 'string' ? (parseDuration(value) ?? []) : [],
  );
  return found.length === 0 ? undefined : Math.max(...found);
}

export interface Counts {
  readonly phases: number;
  readonly steps: number;
  readonly destructive: number;
  readonly withoutUndo: number;
  readonly people: number;
  readonly cases: number;
}

/** The figures of a runbook's overview; the rollback's own steps are not counted. */
export function countsOf(document: RunbookDocument, { phases, steps }: Outline): Counts {
  const main = new Set(phases.filter(({ rollback }) => !rollback).map(({ id }) => id));
  const own = steps.filter(({ phase }) => main.has(phase));
  const groups = (document.forms ?? []).flatMap((form) => form.groups);
  return {
    phases: main.size,
    steps: own.length,
    destructive: own.filter(({ destructive }) => destructive).length,
    withoutUndo: own.filter(({ changes, body }) => changes && !hasUndo(body)).length,
    people: own.filter(({ person }) => person).length,
    cases:
      groups.reduce((sum, group) => sum + asList(group.cases).length, 0) +
      own.filter(({ kind }) => kind === 'test').length,
  };
}

/** `undo: { none: why }` says that there is none. */
function hasUndo({ undo }: StepDocument): boolean {
  return undo !== undefined && !('none' in asMap(undo));
}
