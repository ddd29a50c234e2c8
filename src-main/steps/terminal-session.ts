import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { TerminalClosed, TerminalOpened } from '../../src-shared/run/facts.ts';
import type { TerminalEnd, TypedLine } from '../../src-shared/run/terminal-end.ts';
import type { Recording, Shell } from '../engine/ports.ts';
import type { ScriptOutside } from './script-attempt.ts';
import { createSecretMask } from './secret-mask.ts';
import { TypedLines } from './terminal-typing.ts';

/** What a terminal's fact keeps of what was typed; all of it stands in the recording. */
const keptLines = 500;
const keptCharacters = 400;
/** What could be the beginning of a secret is shown after so long: somebody who types waits for their own echo. */
const heldMs = 30;
const lookMs = 1_000;

export interface TerminalWork {
  readonly opened: TerminalOpened;
  readonly host: PlanHost;
  readonly title: string;
  /** Throws DrillError `expression.failed`. */
  readonly env: () => Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** The shell is there. */
  readonly onShell: (typist: Typist) => void;
}

/** The person's side of an open terminal. */
export interface Typist {
  write(text: string): Promise<void>;
  resize(columns: number, rows: number): void;
  close(): void;
}

/** Opens a shell and keeps its recording until it ends. Never rejects for what host, link or disk do: the result says it. */
export async function runTerminal(outside: ScriptOutside, work: TerminalWork): Promise<TerminalClosed> {
  const { opened, host, title, env, signal } = work;
  const { clock, remote, recordings } = outside;
  const size = { columns: opened.columns, rows: opened.rows };
  const since = clock.mono();
  const startedAt = clock.now();
  let recording: Recording;
  try {
    recording = await recordings.open(opened.recordingName, title, startedAt, size);
  } catch (thrown) {
    return { ...nothingTyped(opened), end: notOpened(thrown), durationMs: 0 };
  }
  const keeper = createKeeper(outside.secrets, recording, () => clock.mono() - since, startedAt);
  let end: TerminalEnd;
  try {
    const shell = await remote.openShell({ host, ...size, env: env(), signal, onOutput: keeper.output });
    work.onShell(typist(shell, keeper));
    end = await shell.ended;
  } catch (thrown) {
    end = signal.aborted ? { kind: 'closed' } : notOpened(thrown);
  }
  const typed = keeper.end();
  const kept = await recording.close().catch(() => undefined);
  return {
    terminal: opened.terminal,
    end,
    ...typed,
    // What the disk refused is no reason to lose the rest; `verify` will not find a file that no fact vouches for.
    ...(kept === undefined ? {} : { recording: kept }),
    durationMs: Math.round(clock.mono() - since),
  };
}

function typist(shell: Shell, keeper: ReturnType<typeof createKeeper>): Typist {
  return {
    write: (text) => {
      // Before it is sent: its echo may be back before the write is.
      keeper.typed(text);
      return shell.write(text);
    },
    resize: (columns, rows) => {
      shell.resize(columns, rows);
    },
    close: () => {
      shell.close();
    },
  };
}

function nothingTyped({ terminal }: TerminalOpened): Pick<TerminalClosed, 'terminal' | 'typed' | 'typedLeftOut'> {
  return { terminal, typed: [], typedLeftOut: 0 };
}

function notOpened(thrown: unknown): TerminalEnd {
  const code = thrown instanceof DrillError ? thrown.code : 'ssh.protocol';
  return { kind: 'not-opened', code, message: messageOf(thrown) };
}

/** Writes both directions into the recording, secrets masked, and compares them line by line. `atMs` is its clock. */
function createKeeper(secrets: readonly string[], recording: Recording, atMs: () => number, startedAt: number) {
  const mask = createSecretMask(secrets);
  const hide = (text: string): string =>
    secrets.filter((one) => one !== '').reduce((shown, one) => shown.replaceAll(one, '••••••'), text);
  const lines: TypedLine[] = [];
  let leftOut = 0;
  const typing = new TypedLines((line) => {
    recording.typed(hide(line.raw), atMs());
    const text = hide(line.text);
    const short = text.length > keptCharacters ? `${text.slice(0, keptCharacters).toWellFormed()}…` : text;
    if (lines.length < keptLines) lines.push({ at: new Date(startedAt + line.atMs).toISOString(), text: short });
    else leftOut += 1;
  });
  let decoder = new TextDecoder();
  let held: NodeJS.Timeout | undefined;
  const show = (bytes: Uint8Array): void | Promise<void> => {
    return bytes.length === 0 ? undefined : recording.write('stdout', bytes, atMs());
  };
  const compare = (bytes: Uint8Array): void => {
    // Only what may be an echo is looked at: everything else is decoded once, where it is recorded.
    if (typing.waits) typing.shown(decoder.decode(bytes, { stream: true }));
    else decoder = new TextDecoder();
  };
  const look = setInterval(() => {
    typing.elapsed(atMs());
  }, lookMs);
  return {
    output: (bytes: Uint8Array): void | Promise<void> => {
      clearTimeout(held);
      compare(bytes);
      const pending = show(mask.push(bytes));
      if (secrets.length > 0) held = setTimeout(() => void show(mask.flush()), heldMs);
      return pending;
    },
    typed: (text: string): void => {
      typing.typed(text, atMs());
    },
    end: (): Pick<TerminalClosed, 'typed' | 'typedLeftOut'> => {
      clearTimeout(held);
      clearInterval(look);
      void show(mask.flush());
      typing.end(atMs());
      return { typed: lines, typedLeftOut: leftOut };
    },
  };
}
