import { attemptBlocks } from '../attempt-blocks.ts';
import type { Block, Cell, Section } from '../blocks.ts';
import { commonEnv, envLines, ownEnv } from '../common-env.ts';
import type { EnvWords } from '../common-env.ts';
import type { PaperFormat } from '../format.ts';
import { duration } from '../format.ts';
import { hostEnvBlocks } from '../host-env.ts';
import type { FileNumber, ReportModel, StepView } from '../model.ts';
import { shortDetail } from '../short-detail.ts';
import { terminalBlocks } from '../terminal-views.ts';
import type { ReportTexts } from '../texts/en.ts';
import { stepTone, stepWord } from './tones.ts';

/** The step log: what was sent, what was expected, what was seen; one block a step. */
export function stepLogSection(model: ReportModel, texts: ReportTexts, format: PaperFormat): Section {
  const common = commonEnv(model.steps.map(({ env }) => env));
  return {
    id: 'steps',
    title: texts.steps.title,
    lead: texts.steps.lead,
    level: 1,
    newPage: true,
    blocks: [...envBlocks(common, texts), ...model.steps.flatMap((step) => stepBlocks(step, common, texts, format))],
  };
}

/** The variables of all steps, said once. */
export function envBlocks(common: EnvWords, texts: ReportTexts): readonly Block[] {
  if (common.length === 0) return [];
  return [{ kind: 'facts', rows: [[texts.steps.commonEnv, { text: envLines(common), mono: true }]] }];
}

function stepBlocks(step: StepView, common: EnvWords, texts: ReportTexts, format: PaperFormat): readonly Block[] {
  const words = texts.steps;
  const kind = words.kinds[step.kind as keyof typeof words.kinds];
  const aside = [kind, step.destructive ? words.destructive : undefined, timesWords(step, format)];
  return [
    {
      kind: 'step-head',
      id: step.id,
      title: step.title,
      tone: stepTone(step),
      word: stepWord(step, texts),
      anchor: `step-${step.id}`,
      aside: aside.filter((one) => one !== undefined).join(' · '),
    },
    ...(step.description === undefined
      ? []
      : [{ kind: 'text', text: step.description, muted: true, markdown: true } as const]),
    ...(step.script
      ? [
          {
            kind: 'code',
            title: words.action,
            lines: step.action
              .trimEnd()
              .split('\n')
              .map((text) => ({ text })),
          } as const,
        ]
      : [{ kind: 'text', text: step.action, markdown: step.kind === 'manual' || step.kind === 'terminal' } as const]),
    ...factBlocks(step, common, texts, format),
    ...hostEnvBlocks(step.hostEnv, texts),
    ...attemptBlocks(step.attempts, texts, format),
    ...step.terminals.flatMap((one) => terminalBlocks(one, texts, format)),
  ];
}

function timesWords(step: StepView, format: PaperFormat): string | undefined {
  if (step.startedAt === undefined) return undefined;
  const start = format.time(step.startedAt);
  if (step.endedAt === undefined) return start;
  const took = Date.parse(step.endedAt) - Date.parse(step.startedAt);
  return `${start}–${format.time(step.endedAt)} (${duration(took)})`;
}

/** Each host with its end, which the table of attempts has. */
function saysOnlyEnds({ why, state, attempts }: StepView): boolean {
  return state === 'passed' && attempts.length > 1 && why.split('; ').every((part) => /^[\w.-]+: exit \d+$/.test(part));
}

/** What a person showed: it leads to where it stands. */
function fileRows(files: readonly FileNumber[], texts: ReportTexts): readonly (readonly [string, Cell])[] {
  return files.map(({ number, name }) => [texts.forms.evidence, { text: `${number} · ${name}`, to: number }] as const);
}

function choiceCell(choice: NonNullable<StepView['choice']>, texts: ReportTexts, format: PaperFormat): Cell {
  const { option, by, at, scripted } = choice;
  const note = [
    by === undefined || at === undefined ? undefined : texts.steps.chosenBy(by, format.time(at)),
    scripted === true ? texts.forms.scripted : undefined,
  ];
  return { text: texts.steps.chose(option), note: note.filter((part) => part !== undefined).join('\n') };
}

function factBlocks(step: StepView, common: EnvWords, texts: ReportTexts, format: PaperFormat): readonly Block[] {
  const words = texts.steps;
  const rows: (readonly [string, Cell])[] = [];
  const env = ownEnv(step.env, common);
  if (env.length > 0) rows.push([words.env, { text: envLines(env), mono: true }]);
  if (step.expectations.length > 0) rows.push([words.expectation, step.expectations.join('\n')]);
  if (step.undo !== undefined)
    rows.push([words.undo, { text: step.undo, mono: step.undoScript, markdown: !step.undoScript }]);
  for (const guard of step.guards)
    rows.push([
      texts.preflight.check,
      {
        text: words.guard(guard.step, guard.result, format.time(guard.at)),
        note: shortDetail(guard.detail, texts, format),
      },
    ]);
  if (step.choice !== undefined) rows.push([words.kinds.choose, choiceCell(step.choice, texts, format)]);
  const { confirmed } = step;
  if (confirmed !== undefined) {
    const note = [
      confirmed.note,
      confirmed.onWordOf === undefined ? undefined : words.onWordOf(confirmed.onWordOf),
      ...confirmed.answers.map(([name, value]) => `${name}: ${value}`),
      confirmed.scripted ? texts.forms.scripted : undefined,
    ];
    rows.push([
      words.kinds.manual,
      { text: words.confirmed(confirmed.by), note: note.filter((one) => one !== undefined).join('\n') },
    ]);
    rows.push(...fileRows(confirmed.evidence, texts));
  }
  for (const { at, by, reason, scripted, evidence } of step.reports)
    rows.push(
      [
        words.kinds.manual,
        {
          text: words.reported(by, format.time(at)),
          note: scripted ? `${reason}\n${texts.forms.scripted}` : reason,
        },
      ],
      ...fileRows(evidence, texts),
    );
  // Who confirmed it, or said that it failed, stands in full above; the result would say it again.
  const said = (confirmed !== undefined && step.state === 'passed') || step.reports.some(({ settles }) => settles);
  if (step.why !== '' && !said && !saysOnlyEnds(step))
    rows.push([texts.preflight.result, shortDetail(step.why, texts, format)]);
  return rows.length === 0 ? [] : [{ kind: 'facts', rows }];
}
