import { assertNever } from '../base/assert-never.ts';
import type { StepId } from '../base/ids.ts';
import type { RunState } from '../run/state.ts';
import type { TerminalEnd } from '../run/terminal-end.ts';
import type { Block } from './blocks.ts';
import { byteSize, type PaperFormat } from './format.ts';
import type { TerminalView } from './model.ts';
import { personWords } from './person-words.ts';
import type { ReportTexts } from './texts/en.ts';

export function terminalViews(state: RunState, step: StepId, texts: ReportTexts): readonly TerminalView[] {
  return state.terminals
    .filter((one) => one.step === step)
    .map(({ host, by, openedAt, closedAt, closed }) => ({
      host,
      by: personWords(by),
      openedAt,
      ...(closedAt === undefined ? {} : { closedAt }),
      end: closed === undefined ? texts.steps.ends.running : terminalEndWords(closed.end, texts),
      typed: closed?.typed ?? [],
      typedLeftOut: closed?.typedLeftOut ?? 0,
      ...(closed?.recording === undefined ? {} : { recording: closed.recording }),
    }));
}

function terminalEndWords(end: TerminalEnd, texts: ReportTexts): string {
  const { ends } = texts.steps;
  switch (end.kind) {
    case 'exit':
      return ends.exit(end.code);
    case 'signal':
      return ends.signal(end.signal);
    case 'lost':
      return ends.lost(end.message);
    case 'not-opened':
      return ends['not-opened'](end.message);
    case 'no-status':
    case 'closed':
    case 'interrupted':
      return ends[end.kind];
    default:
      return assertNever(end, 'end of a terminal');
  }
}

/** As printed with its step: each line behind the time at which it was typed. */
export function terminalBlocks(one: TerminalView, texts: ReportTexts, format: PaperFormat): readonly Block[] {
  const words = texts.steps;
  const until = one.closedAt === undefined ? '' : `–${format.time(one.closedAt)}`;
  const lines = one.typed.map(({ at, text }) => ({ text: `${format.time(at)}  ${text}` }));
  const { recording } = one;
  const notes = [
    one.typedLeftOut === 0 ? '' : words.typedLeftOut(one.typedLeftOut),
    recording === undefined ? '' : words.recording(recording.file, byteSize(recording.bytes), recording.sha256),
  ].filter((note) => note !== '');
  return [
    {
      kind: 'code',
      title: `${words.terminal(one.host, one.by)} · ${format.time(one.openedAt)}${until} · ${one.end}`,
      lines: lines.length === 0 ? [{ text: words.nothingTyped }] : lines,
    },
    ...(notes.length === 0 ? [] : [{ kind: 'text', text: notes.join('\n'), muted: true, small: true } as const]),
  ];
}
