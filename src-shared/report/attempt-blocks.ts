import type { Block, Cell, CodeLine } from './blocks.ts';
import type { PaperFormat } from './format.ts';
import { byteSize, duration } from './format.ts';
import { headAndTail } from './head-and-tail-lines.ts';
import type { AttemptView } from './model.ts';
import { shortDetail } from './short-detail.ts';
import type { ReportTexts } from './texts/en.ts';

/** What was seen at a step: one attempt in full; several in a table, and what they printed once where it is the same. */
export function attemptBlocks(
  attempts: readonly AttemptView[],
  texts: ReportTexts,
  format: PaperFormat,
): readonly Block[] {
  const [only] = attempts;
  if (only === undefined) return [];
  if (attempts.length === 1) return oneBlocks(only, texts, format);
  const printed = attempts.filter(({ lines }) => lines.length > 0);
  return [
    attemptTable(attempts, texts, format),
    ...[...Map.groupBy(printed, ({ lines }) => JSON.stringify(lines)).values()].flatMap((same): readonly Block[] => {
      const [first] = same;
      const names = same.map((one) => nameOf(one, attempts, texts)).join('; ');
      return first === undefined
        ? []
        : [{ kind: 'code', title: texts.steps.outputOf(names), lines: shownLines(first, texts) }];
    }),
    ...(printed.length === attempts.length
      ? []
      : [{ kind: 'text', text: noOutputWords(attempts, texts), muted: true, small: true } as const]),
  ];
}

function noOutputWords(attempts: readonly AttemptView[], texts: ReportTexts): string {
  const silent = attempts.filter(({ lines }) => lines.length === 0);
  if (silent.length === attempts.length) return texts.steps.noOutput;
  return `${silent.map((one) => nameOf(one, attempts, texts)).join('; ')}: ${texts.steps.noOutput}`;
}

/** A host that was tried once needs no number. */
function nameOf(one: AttemptView, all: readonly AttemptView[], texts: ReportTexts): string {
  const words = texts.steps;
  if (one.undo) return words.undoAttempt(one.host, one.number);
  const isOnly = all.filter(({ host }) => host === one.host).length === 1 && one.number === 1;
  return isOnly ? one.host : words.attempt(one.host, one.number);
}

const tones = { passed: 'passed', failed: 'failed', unknown: 'unknown', owed: 'owed', running: 'running' } as const;

function attemptTable(attempts: readonly AttemptView[], texts: ReportTexts, format: PaperFormat): Block {
  const words = texts.steps;
  return {
    kind: 'table',
    columns: [
      { title: texts.compare.host, width: 0.2 },
      { title: texts.timeline.start, width: 0.11 },
      { title: texts.timeline.took, width: 0.1 },
      { title: words.end, width: 0.25 },
      { title: words.recordingHead, width: 0.34 },
    ],
    rows: attempts.map((one): Cell[] => [
      nameOf(one, attempts, texts),
      format.time(one.startedAt),
      one.durationMs === undefined ? '' : duration(one.durationMs),
      {
        text: `${texts.states[one.outcome]} · ${one.end}`,
        tone: tones[one.outcome],
        note: notesOf(one, texts, format).join('\n'),
      },
      // The folder is the same for all; size and hash stand in the journal.
      { text: one.recording?.file.replace(/^recordings\//, '') ?? '', mono: true },
    ]),
    empty: '',
  };
}

function notesOf(one: AttemptView, texts: ReportTexts, format: PaperFormat): readonly string[] {
  return [
    // Its end, which stands beside it, is often all that there is to say.
    /^exit \d+$/.test(one.why) || texts.said(one.why) === one.end ? '' : shortDetail(one.why, texts, format),
    one.leftRunning ? texts.steps.leftRunning : '',
  ].filter((note) => note !== '');
}

function oneBlocks(attempt: AttemptView, texts: ReportTexts, format: PaperFormat): readonly Block[] {
  const words = texts.steps;
  const name = attempt.undo
    ? words.undoAttempt(attempt.host, attempt.number)
    : words.attempt(attempt.host, attempt.number);
  const took = attempt.durationMs === undefined ? '' : ` · ${duration(attempt.durationMs)}`;
  const { recording } = attempt;
  const notes = [
    ...notesOf(attempt, texts, format),
    ...(recording === undefined ? [] : [words.recording(recording.file, byteSize(recording.bytes), recording.sha256)]),
  ];
  return [
    {
      kind: 'code',
      title: `${name} · ${format.time(attempt.startedAt)}${took} · ${attempt.end} · ${texts.states[attempt.outcome]}`,
      lines: attempt.lines.length === 0 ? [{ text: words.noOutput }] : shownLines(attempt, texts),
    },
    ...(notes.length === 0 ? [] : [{ kind: 'text', text: notes.join('\n'), muted: true, small: true } as const]),
  ];
}

/** Head and tail of what was printed, and where the rest is; what met the expectation is never left out. */
function shownLines({ lines, recording }: AttemptView, texts: ReportTexts): Iterable<CodeLine> {
  return [...headAndTail(lines, 12, (count) => texts.linesLeftOut(count, recording?.file))];
}
