import type { RoleId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { Plan, PlanForm, PlanParameter, PlanStep } from '../plan/plan.ts';
import { stepHosts, stepWork } from '../plan/step-hosts.ts';
import type { Lang } from '../run/acceptance.ts';
import type { Block, Cell, Section } from './blocks.ts';
import { commonEnv, envLines, ownEnv } from './common-env.ts';
import type { EnvWords } from './common-env.ts';
import { duration } from './format.ts';
import { hostEnvBlocks, splitEnv } from './host-env.ts';
import type { FormGroupView, SignatureView } from './model.ts';
import { hostViews, roleTitle } from './person-words.ts';
import { reportTexts } from './report-texts.ts';
import { controlBlocks, documentSection } from './sections/front.ts';
import { descriptionBlocks } from './sections/forms.ts';
import { besideSections } from './sections/plan-beside.ts';
import { envBlocks } from './sections/step-log.ts';
import { procedureSections } from './sections/procedures.ts';
import { actionWords, expectationWords, isScript, undoWords } from './step-words.ts';
import type { ReportTexts } from './texts/en.ts';

/** The plan on paper: document text, procedures, every step with its exact commands, blank forms to be signed. */
export function planSections(plan: Plan, lang: Lang): readonly Section[] {
  const texts = reportTexts(lang);
  return [
    controlSection(plan, texts),
    documentSection(plan.document, texts),
    ...procedureSections(plan, texts),
    stepsSection(plan, texts),
    ...besideSections(plan, texts),
    ...plan.forms.map((form, at) => blankForm(plan, form, texts.forms.eyebrow(at + 1, plan.forms.length), texts)),
    approvalSection(plan, texts),
  ];
}

function controlSection(plan: Plan, texts: ReportTexts): Section {
  const targets = Object.values(plan.targets);
  return {
    id: 'control',
    title: texts.control.title,
    level: 1,
    newPage: true,
    blocks: [
      ...controlBlocks(plan.document, plan.runbook.version, texts),
      { kind: 'heading', level: 1, text: texts.plan.targets },
      {
        kind: 'table',
        columns: [
          { title: texts.plan.targets, width: 0.4 },
          { title: texts.control.hosts, width: 0.6 },
        ],
        rows: targets.map((one): Cell[] => [
          one.title,
          { text: one.hosts.map((id) => hostWords(plan, id)).join('\n'), mono: true },
        ]),
        empty: texts.none,
      },
      { kind: 'heading', level: 1, text: texts.plan.parameters },
      {
        kind: 'table',
        columns: [
          { title: texts.control.name, width: 0.6 },
          { title: texts.compare.what, width: 0.4 },
        ],
        // What is asked, which is often a sentence, before the name that a command line gives it by.
        rows: Object.entries(plan.parameters).map(([id, one]): Cell[] => [
          one.title === '' ? { text: id, mono: true } : { text: one.title, note: id },
          parameterCell(one, texts),
        ]),
        empty: texts.none,
      },
    ],
  };
}

function hostWords(plan: Plan, id: string): string {
  const host = hostViews(plan).find((one) => one.id === id);
  return host === undefined ? id : `${id} · ${host.name} · ${host.address}`;
}

function parameterCell(one: PlanParameter, texts: ReportTexts): Cell {
  if (one.type !== 'secret')
    return one.value === null ? { text: texts.cover.notGiven, muted: true } : { text: String(one.value), mono: true };
  return { text: one.given ? texts.plan.secretGiven : texts.plan.secretMissing, muted: true };
}

/** Every step with the very text that goes to the host. */
function stepsSection(plan: Plan, texts: ReportTexts): Section {
  const { seconds } = plan.criticalPath;
  const common = commonEnv(plan.steps.map((step) => splitEnv(stepWork(step), texts).same));
  return {
    id: 'steps',
    title: texts.plan.steps,
    lead: `${texts.plan.expectedTime}: ${seconds === 0 ? texts.plan.notStated : duration(seconds * 1000)}`,
    level: 1,
    newPage: true,
    blocks: [
      ...envBlocks(common, texts),
      ...plan.phases.flatMap((phase): Block[] => [
        { kind: 'heading', level: 1, text: phase.title },
        ...(phase.description === undefined
          ? []
          : [{ kind: 'text', text: phase.description, muted: true, markdown: true } as const]),
        ...plan.steps
          .filter((step) => step.phase === phase.id && step.section === phase.section)
          .flatMap((step) => stepBlocks(plan, step, common, texts)),
      ]),
    ],
  };
}

function stepBlocks(plan: Plan, step: PlanStep, common: EnvWords, texts: ReportTexts): readonly Block[] {
  const words = texts.steps;
  const action = actionWords(plan, step, texts);
  const split = splitEnv(stepWork(step), texts);
  const env = ownEnv(split.same, common);
  const undo = undoWords(step, texts);
  const facts: (readonly [string, Cell])[] = [[texts.control.role, roleTitle(plan, step.by)]];
  const hosts = stepHosts(step);
  if (hosts.length > 0) facts.push([texts.procedures.where, hosts.map((id) => hostWords(plan, id)).join('\n')]);
  if (env.length > 0) facts.push([words.env, { text: envLines(env), mono: true }]);
  const expected = expectationWords(step, texts);
  if (expected.length > 0) facts.push([words.expectation, expected.join('\n')]);
  if (undo !== undefined)
    facts.push([words.undo, { text: undo, mono: step.undo?.kind === 'run', markdown: step.undo?.kind === 'manual' }]);
  const takes = step.timing.takesMs === undefined ? undefined : `~${duration(step.timing.takesMs)}`;
  const aside = [words.kinds[step.action.kind], step.destructive ? words.destructive : undefined, takes];
  return [
    {
      kind: 'step-head',
      id: step.id,
      title: step.title,
      tone: step.destructive ? 'warning' : 'neutral',
      word: step.destructive ? words.destructive : '',
      anchor: `step-${step.id}`,
      aside: aside.filter((one) => one !== undefined).join(' · '),
    },
    ...(step.description === undefined
      ? []
      : [{ kind: 'text', text: step.description, muted: true, markdown: true } as const]),
    isScript(step)
      ? {
          kind: 'code',
          title: words.action,
          lines: action
            .trimEnd()
            .split('\n')
            .map((text) => ({ text })),
        }
      : { kind: 'text', text: action, markdown: step.action.kind === 'manual' || step.action.kind === 'terminal' },
    { kind: 'facts', rows: facts },
    ...hostEnvBlocks(split, texts),
  ];
}

/** A result form without verdicts, with room to write and to sign. */
function blankForm(plan: Plan, form: PlanForm, eyebrow: string, texts: ReportTexts): Section {
  const groups = form.groups.map((group, at): FormGroupView => ({
    id: group.id,
    number: at + 1,
    title: group.title,
    ...(group.intro === undefined ? {} : { intro: group.intro }),
    ...(group.notApplicable === undefined ? {} : { notApplicable: group.notApplicable }),
    cases: group.cases.map((one, row) => ({
      id: one.id,
      number: `${at + 1}.${row + 1}`,
      procedure: one.procedure,
      expected: one.expected,
      verdicts: [],
      evidence: [],
    })),
  }));
  const roles = Object.keys(form.sign) as RoleId[];
  const signatures = roles.map((role) => blankSignature(plan, role, `${form.id}/sign/${role}`));
  return {
    id: `form-${form.id}`,
    eyebrow,
    title: form.title,
    ...(form.host === undefined ? {} : { lead: hostWords(plan, form.host) }),
    level: 2,
    newPage: true,
    strip: signatures,
    stripBlank: true,
    blocks: [
      ...descriptionBlocks(form.description),
      ...groups.map((group) => ({ kind: 'form-group', group, blank: true }) as const),
      { kind: 'ruled', title: texts.plan.exemptions, lines: 2 },
      {
        kind: 'signatures',
        blank: true,
        signatures,
      },
    ],
  };
}

function blankSignature(plan: Plan, role: RoleId, subject: string): SignatureView {
  return { subject, role, roleTitle: roleTitle(plan, role), state: 'missing' };
}

/** The last page: exceptions, approval, and, where there are cases, the signatures that affirm the contents. */
function approvalSection(plan: Plan, texts: ReportTexts): Section {
  const hasCases = plan.forms.some((form) => form.groups.some((group) => group.cases.length > 0));
  const approver: RoleId = asId(plan.people[asId<RoleId>('approver')] === undefined ? 'operator' : 'approver');
  const final = hasCases
    ? (['tester', 'witness'] as const).map((role) => blankSignature(plan, asId(role), `final/sign/${role}`))
    : [];
  return {
    id: 'final',
    title: hasCases ? texts.final.title : texts.plan.approval,
    lead: hasCases ? texts.final.lead : '',
    level: 1,
    newPage: true,
    blocks: [
      { kind: 'ruled', title: texts.final.exceptions, lines: hasCases ? 8 : 3 },
      {
        kind: 'signatures',
        blank: true,
        signatures: [{ ...blankSignature(plan, approver, 'approval/sign/approver'), meaning: 'approves' }, ...final],
      },
    ],
  };
}
