import type { Block, Cell, Section } from '../blocks.ts';
import type { PaperFormat } from '../format.ts';
import { byteSize, duration } from '../format.ts';
import type { AttemptView, ReportModel, StepView } from '../model.ts';
import type { ReportTexts } from '../texts/en.ts';
import { stepTone, stepWord } from './tones.ts';

/** The step log: what was sent, what was expected, what was seen; one block a step. */
export function stepLogSection(model: ReportModel, texts: ReportTexts, format: PaperFormat): Section {
  return {
    id: 'steps',
    title: texts.steps.title,
    lead: texts.steps.lead,
    level: 1,
    newPage: true,
    blocks: model.steps.flatMap((step) => stepBlocks(step, texts, format)),
  };
}

function stepBlocks(step: StepView, texts: ReportTexts, format: PaperFormat): readonly Block[] {
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
    ...(step.description === undefined ? [] : [{ kind: 'text', text: step.description, muted: true } as const]),
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
      : [{ kind: 'text', text: step.action } as const]),
    ...factBlocks(step, texts, format),
    ...step.attempts.flatMap((attempt) => attemptBlocks(attempt, texts, format)),
  ];
}

function timesWords(step: StepView, format: PaperFormat): string | undefined {
  if (step.startedAt === undefined) return undefined;
  const start = format.time(step.startedAt);
  if (step.endedAt === undefined) return start;
  const took = Date.parse(step.endedAt) - Date.parse(step.startedAt);
  return `${start}–${format.time(step.endedAt)} (${duration(took)})`;
}

function factBlocks(step: StepView, texts: ReportTexts, format: PaperFormat): readonly Block[] {
  const words = texts.steps;
  const rows: (readonly [string, Cell])[] = [];
  if (step.env.length > 0)
    rows.push([words.env, { text: step.env.map(([name, value]) => `${name}=${value}`).join('\n'), mono: true }]);
  if (step.expectations.length > 0) rows.push([words.expectation, step.expectations.join('\n')]);
  if (step.undo !== undefined) rows.push([words.undo, step.undo]);
  for (const guard of step.guards)
    rows.push([
      texts.preflight.check,
      { text: words.guard(guard.step, guard.result, format.time(guard.at)), note: guard.detail },
    ]);
  if (step.choice !== undefined) rows.push([words.kinds.choose, words.chose(step.choice)]);
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
  }
  if (step.why !== '') rows.push([texts.preflight.result, step.why]);
  return rows.length === 0 ? [] : [{ kind: 'facts', rows }];
}

function attemptBlocks(attempt: AttemptView, texts: ReportTexts, format: PaperFormat): readonly Block[] {
  const words = texts.steps;
  const name = attempt.undo
    ? words.undoAttempt(attempt.host, attempt.number)
    : words.attempt(attempt.host, attempt.number);
  const took = attempt.durationMs === undefined ? '' : ` · ${duration(attempt.durationMs)}`;
  const { recording } = attempt;
  const notes = [
    attempt.why,
    attempt.leftRunning ? words.leftRunning : '',
    recording === undefined ? '' : words.recording(recording.file, byteSize(recording.bytes), recording.sha256),
  ].filter((one) => one !== '');
  return [
    {
      kind: 'code',
      title: `${name} · ${format.time(attempt.startedAt)}${took} · ${attempt.end} · ${attempt.outcome === 'running' ? texts.states.running : texts.states[attempt.outcome]}`,
      lines: attempt.lines.length === 0 ? [{ text: words.noOutput }] : attempt.lines,
    },
    ...(notes.length === 0 ? [] : [{ kind: 'text', text: notes.join('\n'), muted: true } as const]),
  ];
}
