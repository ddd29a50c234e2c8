import type { RoleId, Sha256 } from '../base/ids.ts';
import { formatDuration } from '../runbook/duration.ts';
import { formLines } from './form-text.ts';
import { listOf } from './one-or-more.ts';
import type { Plan, PlanHost, PlanParameter, PlanPhase } from './plan.ts';
import { checkLines, stepLines } from './step-text.ts';
import { visibleText } from './visible-text.ts';

/**
 * The plan for people: who does what where, the very scripts, what each is given, what is destructive, how it is
 * undone, the blank forms. Control characters are shown, never sent: a script cannot paint over what it does.
 */
export function planText(plan: Plan, hash: Sha256): string {
  const stepsOf = Map.groupBy(plan.steps, (step) => step.phase);
  const lines = [
    ...heading(plan, hash),
    ...section('Targets', targetLines(plan)),
    ...section('Hosts', Object.values(plan.inventory.hosts).map(hostLine)),
    ...section('Parameters', Object.entries(plan.parameters).map(parameterLine)),
    ...section('People', peopleLines(plan)),
    ...section('Contacts', contactLines(plan)),
    ...plan.phases.flatMap((phase) => [
      ...phaseHeading(phase),
      ...(stepsOf.get(phase.id) ?? []).flatMap((step) => [...stepLines(step, plan), '']),
    ]),
    ...section('Taken all through the run', probeLines(plan)),
    ...section('Compared before and after', compareLines(plan)),
    ...plan.forms.flatMap(formLines),
    `Longest chain: ${formatDuration(plan.criticalPath.seconds * 1000)} expected`,
    ...plan.criticalPath.steps.map((id) => `  ${id}`),
  ];
  return `${visibleText(lines.join('\n'))}\n`;
}

/** What the plan is, on which inventory, and the hash that is approved. */
function heading(plan: Plan, hash: Sha256): readonly string[] {
  const { runbook, inventory, objectives } = plan;
  const { clock, rpo, rtoMs } = objectives;
  return [
    runbook.title,
    `${runbook.id} ${runbook.version} on ${inventory.id}${inventory.practice ? ' (practice)' : ''}`,
    `Plan hash ${hash}`,
    ...(plan.follows === undefined ? [] : [`Follows ${plan.follows.runId}, head ${plan.follows.head}`]),
    ...(runbook.summary === undefined ? [] : ['', runbook.summary.trimEnd()]),
    '',
    ...(rtoMs === undefined
      ? []
      : [`RTO ${formatDuration(rtoMs)}${clock === undefined ? '' : `, from ${clock.from} to ${clock.to}`}`]),
    ...(rpo === undefined
      ? []
      : [`RPO ${formatDuration(rpo.targetMs)}${rpo.measured === undefined ? '' : `, measured by ${rpo.measured}`}`]),
    ...(rtoMs === undefined && rpo === undefined ? [] : ['']),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];
}

function phaseHeading({ section: part, title, id, preflight, description }: PlanPhase): readonly string[] {
  const words = `${part === 'rollback' ? 'ROLLBACK' : 'PHASE'} ${id}: ${title}${preflight ? ' (checked before the start)' : ''}`;
  return [words, '='.repeat(words.length), ...listOf(description?.trimEnd()), ''];
}

function targetLines(plan: Plan): readonly string[] {
  return Object.values(plan.targets).map(({ id, title, hosts, mayBeDark }) => {
    return `${id} (${title}): ${hosts.length === 0 ? 'no host' : hosts.join(', ')}${mayBeDark ? '; may be dark' : ''}`;
  });
}

/** How a host is reached, and where that differs from the usual. */
function hostLine(host: PlanHost): string {
  const where = `${host.id} (${host.name}): ${host.user === '' ? '' : `${host.user}@`}${host.address} port ${host.port}`;
  const ports = Object.entries(host.ports).map(([port, seen]) => `${port} as ${seen}`);
  return [
    where,
    ...(host.login ? [] : ['no login']),
    ...(host.platform === 'linux' ? [] : [host.platform]),
    ...(host.jump === undefined ? [] : [`through ${host.jump}`]),
    ...(host.sudo === 'none' ? [] : ['sudo without password']),
    ...(host.site === undefined ? [] : [host.site]),
    ...(ports.length === 0 ? [] : [`from here port ${ports.join(', ')}`]),
  ].join('; ');
}

/** Values quoted as JSON, so that blanks and line feeds are seen; a secret by its name alone. */
function parameterLine([id, parameter]: readonly [string, PlanParameter]): string {
  const value =
    parameter.type === 'secret'
      ? `secret, ${parameter.given ? 'asked for before the start' : 'not given'}`
      : parameter.value === null
        ? 'not given'
        : JSON.stringify(parameter.value);
  return `${id} (${parameter.title}): ${value}`;
}

function peopleLines(plan: Plan): readonly string[] {
  const titleOf = (id: RoleId): string => plan.people[id]?.title ?? id;
  return Object.values(plan.people).map(({ id, title, optional, not }) => {
    const apart = not.length === 0 ? '' : `; not the same person as ${not.map(titleOf).join(', ')}`;
    return `${id} (${title})${optional ? ', optional' : ''}${apart}`;
  });
}

function contactLines(plan: Plan): readonly string[] {
  return plan.inventory.contacts.map(({ name, phone, mail, for: steps }) => {
    const ways = [...listOf(phone), ...listOf(mail)].join(', ');
    return `${name}: ${ways}${steps.length === 0 ? '' : ` (for ${steps.join(', ')})`}`;
  });
}

function probeLines(plan: Plan): readonly string[] {
  return plan.probes.flatMap((probe) => [
    `${probe.id} (${probe.title}), every ${formatDuration(probe.everyMs)}`,
    ...checkLines(probe.check).map((line) => `  ${line}`),
  ]);
}

function compareLines(plan: Plan): readonly string[] {
  return plan.compare.flatMap(({ id, title, hosts, script }) => [
    `${id} (${title}) on ${hosts.map(({ host }) => host).join(', ')}`,
    ...script
      .trimEnd()
      .split('\n')
      .map((line) => `  | ${line}`),
  ]);
}
