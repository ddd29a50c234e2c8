import { formatDuration } from '../runbook/duration.ts';
import { listOf } from './one-or-more.ts';
import type { PlanCase, PlanForm } from './plan.ts';
import { scriptLines } from './step-text.ts';

/** A blank form for people: its cases with boxes, what is taken by itself, who signs. */
export function formLines(form: PlanForm): readonly string[] {
  const heading = `FORM ${form.id}: ${form.title}`;
  const signers = Object.entries(form.sign).map(([role, need]) => `${role} (${need})`);
  return [
    heading,
    '-'.repeat(heading.length),
    ...listOf(form.description?.trimEnd()),
    ...form.groups.flatMap((group) => [
      ...[`${group.id}  ${group.title}`.trimEnd()],
      ...listOf(group.intro?.trimEnd()),
      ...listOf(group.notApplicable === undefined ? undefined : `  Not applicable: ${group.notApplicable}`),
      ...group.cases.flatMap(caseLines),
    ]),
    ...(signers.length === 0 ? [] : [`signed by ${signers.join(', ')}`]),
    '',
  ];
}

function caseLines(one: PlanCase): readonly string[] {
  const { evidence, due } = one;
  const lines = [
    `${one.id}${one.title === undefined ? '' : `  ${one.title}`}`,
    `  do      ${one.procedure}`,
    `  expect  ${one.expected}`,
    ...(due === undefined ? [] : [`  due     ${formatDuration(due.byMs)} after ${due.after}`]),
    ...(evidence?.kind === 'run'
      ? [
          `  taken   on ${evidence.hosts.map(({ host }) => host).join(', ')}`,
          ...scriptLines(evidence.script, evidence.hosts),
        ]
      : []),
    ...(evidence?.kind === 'step' ? [`  taken   from ${evidence.step}`] : []),
    ...(evidence?.kind === 'person' ? [`  attach  a file${evidence.required ? '' : ', where there is one'}`] : []),
    '  [ ] PASS  [ ] FAIL  [ ] OTHER',
  ];
  return lines.flatMap((line) => line.trimEnd().split('\n')).map((line) => `  ${line}`);
}
