import type { HostWork, Plan, PlanForm, PlanStep } from '../../plan/plan.ts';
import { stepHosts } from '../../plan/step-hosts.ts';
import type { Block, Cell, Section } from '../blocks.ts';
import { envLines } from '../common-env.ts';
import { evidenceScripts } from '../evidence-scripts.ts';
import type { EvidenceScript } from '../evidence-scripts.ts';
import { hostEnvBlocks, splitEnv } from '../host-env.ts';
import { actionWords, expectationWords, isScript } from '../step-words.ts';
import type { ReportTexts } from '../texts/en.ts';

/** Appendix A: test case and what is expected, once for all instances of a form; then the steps of the change. */
export function procedureSections(plan: Plan, texts: ReportTexts): readonly Section[] {
  const words = texts.procedures;
  const scripts = new Map(evidenceScripts(plan));
  const byForm = [...Map.groupBy(plan.forms, procedureKey).values()];
  const forms = byForm.flatMap((same): Block[] => {
    const [first] = same;
    return first === undefined ? [] : [...formBlocks(first, same, texts), ...scriptBlocks(first, scripts, texts)];
  });
  const steps = plan.steps.filter(({ section }) => section === 'main');
  const rollback = plan.steps.filter(({ section }) => section === 'rollback');
  return [
    {
      id: 'appendix-a',
      title: words.title,
      lead: words.lead,
      level: 1,
      newPage: true,
      blocks: [
        ...(forms.length === 0 ? [{ kind: 'text', text: words.noCases, muted: true } as const] : forms),
        { kind: 'heading', level: 1, text: words.steps, anchor: 'procedures-steps' },
        stepTable(plan, steps, texts),
        ...(rollback.length === 0
          ? []
          : ([{ kind: 'heading', level: 1, text: words.rollback }, stepTable(plan, rollback, texts)] as const)),
      ],
    },
  ];
}

/** Instances of one form share their procedures unless a `when` made them different. */
function procedureKey(form: PlanForm): string {
  return JSON.stringify([
    form.formId,
    form.groups.map((group) => [group.title, group.cases.map((one) => [one.procedure, one.expected])]),
  ]);
}

function formBlocks(form: PlanForm, same: readonly PlanForm[], texts: ReportTexts): readonly Block[] {
  const words = texts.procedures;
  return [
    { kind: 'heading', level: 1, text: form.title, anchor: `procedure-${form.id}` },
    ...(form.description === undefined ? [] : [{ kind: 'text', text: form.description, markdown: true } as const]),
    ...carriedOutFor(same, texts),
    ...form.groups.flatMap((group, at): Block[] => [
      // The one case of a test stands under the form's own title.
      ...(group.title === '' ? [] : [{ kind: 'heading', level: 2, text: `${at + 1} ${group.title}` } as const]),
      ...(group.intro === undefined ? [] : [{ kind: 'text', text: group.intro, markdown: true } as const]),
      {
        kind: 'table',
        columns: [
          { title: '', width: 0.07 },
          { title: words.testCase, width: 0.5 },
          { title: words.expected, width: 0.43 },
        ],
        rows:
          group.notApplicable === undefined
            ? group.cases.map((one, row): Cell[] => [
                `${at + 1}.${row + 1}`,
                { text: one.procedure, markdown: true },
                { text: one.expected, markdown: true },
              ])
            : [],
        empty: `${texts.forms.notApplicable}: ${group.notApplicable ?? ''}`,
      },
    ]),
  ];
}

/** What takes the evidence of a form's cases by itself, with where it is run; a script that stood before is not said again. */
function scriptBlocks(form: PlanForm, left: Map<string, EvidenceScript>, texts: ReportTexts): readonly Block[] {
  const cases = form.groups.flatMap((group, at) =>
    group.cases.map(({ evidence }, row) => ({
      number: `${at + 1}.${row + 1}`,
      script: evidence?.kind === 'run' ? evidence.script : undefined,
    })),
  );
  return [...Map.groupBy(cases, ({ script }) => script)].flatMap(([script, ones]): readonly Block[] => {
    const one = script === undefined ? undefined : left.get(script);
    if (script === undefined || one === undefined) return [];
    left.delete(script);
    const env = splitEnv(namedIn(script, one.work), texts);
    const lines = script.trimEnd().split('\n');
    return [
      {
        kind: 'code',
        title: texts.procedures.evidenceOf(ones.map(({ number }) => number).join(', ')),
        anchor: one.anchor,
        lines: lines.map((text) => ({ text })),
      },
      ...(env.same.length === 0
        ? []
        : [{ kind: 'facts', rows: [[texts.steps.env, { text: envLines(env.same), mono: true }]] } as const]),
      ...hostEnvBlocks(env, texts),
    ];
  });
}

/** A script's own variables, not all that the runbook declares. */
function namedIn(script: string, work: readonly HostWork[]): readonly HostWork[] {
  const named = new Set(script.match(/[A-Z][A-Z0-9_]*/g));
  return work.map(({ host, env }) => ({
    host,
    env: Object.fromEntries(Object.entries(env).filter(([name]) => named.has(name))),
  }));
}

/** Instances by their names; a form that is alone and has no host has said its name above. */
function carriedOutFor(same: readonly PlanForm[], texts: ReportTexts): readonly Block[] {
  if (same.length === 1 && same[0]?.host === undefined) return [];
  const names = same.map(({ title, host }) => (host === undefined ? title : `${title} (${host})`));
  return [{ kind: 'text', text: texts.procedures.sameAs(names.join('; ')), muted: true }];
}

function stepTable(plan: Plan, steps: readonly PlanStep[], texts: ReportTexts): Block {
  const words = texts.procedures;
  return {
    kind: 'table',
    columns: [
      { title: words.step, width: 0.33 },
      { title: words.what, width: 0.37 },
      { title: words.expected, width: 0.3 },
    ],
    rows: steps.map((step): Cell[] => [
      {
        text: step.title,
        strong: true,
        note: [step.id, stepHosts(step).join(', ')].filter((one) => one !== '').join(' · '),
      },
      {
        text: isScript(step) ? firstLines(actionWords(plan, step, texts)) : actionWords(plan, step, texts),
        mono: isScript(step),
        markdown: step.action.kind === 'manual' || step.action.kind === 'terminal',
      },
      expectationWords(step, texts).join('\n'),
    ]),
    empty: texts.none,
  };
}

/** A table names what is done; the whole script stands in the step log. */
function firstLines(text: string): string {
  const lines = text.trim().split('\n');
  return lines.length <= 6 ? lines.join('\n') : `${lines.slice(0, 5).join('\n')}\n…`;
}
