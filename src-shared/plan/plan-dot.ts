import type { Plan, PlanPhase, PlanStep } from './plan.ts';
import { stepHosts } from './step-hosts.ts';
import { visibleText } from './visible-text.ts';

/**
 * The plan as a graph for Graphviz: a box per phase, an arrow per need, a dashed one per guard, the critical path bold.
 * Phases are barriers, drawn as one point between the last steps of a phase and the first of the next: an arrow for
 * each pair would hide all others.
 */
export function planDot(plan: Plan): string {
  const names = new Map(plan.steps.map((step, index) => [step.id, `s${index}`]));
  const critical = new Set(plan.criticalPath.steps);
  const stepsOf = Map.groupBy(plan.steps, (step) => `${step.section} ${step.phase}`);
  const phases = plan.phases.flatMap((phase, index) => {
    const steps = stepsOf.get(`${phase.section} ${phase.id}`) ?? [];
    return steps.length === 0 ? [] : [{ phase, steps, index }];
  });
  const lines = [
    `digraph ${quoted(plan.runbook.id)} {`,
    '  rankdir=TB; compound=true; fontname="sans-serif"; labelloc=t;',
    `  label=${label(`${plan.runbook.title} ${plan.runbook.version}`)};`,
    '  node [shape=box, style=rounded, fontname="sans-serif"]; edge [fontname="sans-serif"];',
  ];
  for (const { phase, steps, index } of phases) lines.push(...cluster(phase, steps, index, names, critical));
  for (const step of plan.steps) lines.push(...arrows(step, names));
  for (const [at, here] of phases.entries()) {
    const next = phases[at + 1];
    // The rollback is another road: nothing leads to it from the main one.
    if (next !== undefined && next.phase.section === here.phase.section) {
      lines.push(...barrier(`b${at}`, here.steps, next.steps, names));
    }
  }
  return [...lines, '}', ''].join('\n');
}

type Names = ReadonlyMap<string, string>;

/** One phase as a box. Nodes have short names of their own: ids hold what a graph would read as syntax. */
function cluster(
  phase: PlanPhase,
  steps: readonly PlanStep[],
  index: number,
  names: Names,
  critical: ReadonlySet<string>,
): readonly string[] {
  const nodes = steps.map((step) => {
    const hosts = stepHosts(step);
    const text = [step.id, step.title, ...(hosts.length === 0 ? [] : [hosts.join(', ')])].join('\n');
    const marks = [
      ...(critical.has(step.id) ? ['penwidth=2.5'] : []),
      ...(step.destructive ? ['color="#b00020"'] : []),
    ];
    return `    ${names.get(step.id) ?? ''} [${[`label=${label(text)}`, ...marks].join(', ')}];`;
  });
  const title = phase.section === 'rollback' ? `Rollback: ${phase.title}` : phase.title;
  return [`  subgraph cluster_${index} {`, `    label=${label(title)};`, ...nodes, '  }'];
}

/** Guards do not shape the drawing: they point across phases. */
function arrows(step: PlanStep, names: Names): readonly string[] {
  const arrow = (from: string, style: string): readonly string[] => {
    const start = names.get(from);
    return start === undefined ? [] : [`  ${start} -> ${names.get(step.id) ?? ''}${style};`];
  };
  return [
    ...step.needs.flatMap((id) => arrow(id, '')),
    ...step.guard.flatMap((id) => arrow(id, ' [style=dashed, label="guard", constraint=false]')),
  ];
}

/** The last steps of one phase and the first of the next, through one point. */
function barrier(
  point: string,
  before: readonly PlanStep[],
  after: readonly PlanStep[],
  names: Names,
): readonly string[] {
  const needed = new Set(before.flatMap((step) => step.needs));
  const own = new Set(after.map((step) => step.id));
  const last = before.filter((step) => !needed.has(step.id));
  const first = after.filter((step) => !step.needs.some((id) => own.has(id)));
  return [
    `  ${point} [shape=point];`,
    ...last.map((step) => `  ${names.get(step.id) ?? ''} -> ${point} [arrowhead=none];`),
    ...first.map((step) => `  ${point} -> ${names.get(step.id) ?? ''};`),
  ];
}

/** In a quoted Graphviz id only the quote is special, and a backslash before it. */
function quoted(text: string): string {
  return `"${oneLine(text).replaceAll('\\', '/').replaceAll('"', '\\"')}"`;
}

/** In labels a backslash starts an escape (`\N` is the node's name) and an ampersand an HTML entity. */
function label(text: string): string {
  const lines = text.split('\n').map(oneLine);
  const safe = lines.map((line) => line.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;'));
  return `"${safe.join('\\n')}"`;
}

/** Lines of a label are put together by the caller; inside one there is no break. */
function oneLine(text: string): string {
  return visibleText(text).replaceAll(/\s+/gu, ' ');
}
