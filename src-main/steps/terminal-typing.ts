import { KeyReader, type Key } from './terminal-keys.ts';
import { visibleText } from './terminal-visible.ts';

/** A line that a person typed, once it is known what of it the host showed. */
export interface FinishedLine {
  /** When it was sent. */
  readonly atMs: number;
  /** For people: keys by their names, what was not echoed as a number of characters. */
  readonly text: string;
  /** For a recording: as it was sent, with the same parts left out. */
  readonly raw: string;
}

interface Typed {
  readonly key: Key;
  echoed: boolean;
  erased: boolean;
}

interface Line {
  readonly typed: Typed[];
  /** Set by the key that sent it. */
  sentAt: number | undefined;
  end: string;
}

/** A character whose echo may still come, or the end of its line. */
type Awaited = { readonly line: Line; readonly typed: Typed | undefined };

/** What of the awaited was shown, and the output behind it. */
interface Shown {
  readonly from: number;
  readonly to: number;
  readonly rest: string;
}

/** An echo that did not come in this time after the line was sent does not come any more. */
const echoWithinMs = 5_000;
/** Keys of one line; somebody who scrolls for an hour types no line end. */
const longestLine = 1_000;
const farEnough = 4_096;
const longestPrompt = 300;
/** A shorter echo inside a line of which something was not echoed may be a chance: it is counted with the rest. */
const sureEcho = 2;

/**
 * Finds out which characters of the input the host showed: an echo is output that is exactly what was typed and not yet
 * shown, nothing before it, nothing but a line end or a redrawn rest after it. Where in doubt it was not echoed, so that a
 * password never counts as shown. Lines come in order; a line of a shell that redraws everything may be counted only.
 */
export class TypedLines {
  readonly #finished: (line: FinishedLine) => void;
  readonly #keys = new KeyReader();
  readonly #lines: Line[] = [emptyLine()];
  #awaited: Awaited[] = [];

  constructor(finished: (line: FinishedLine) => void) {
    this.#finished = finished;
  }

  /** Something is still to be compared with output: what the host shows must be told. */
  get waits(): boolean {
    return this.#awaited.length > 0;
  }

  typed(text: string, atMs: number): void {
    for (const key of this.#keys.read(text)) this.#take(key, atMs);
  }

  /** Decoded output, in the pieces in which it came. */
  shown(output: string): void {
    if (output.includes('\u001b[?1049')) this.#leaveScreen();
    // An echo is short: of a flood only its ends can matter.
    const ends = output.length > 2 * farEnough ? output.slice(0, farEnough) + output.slice(-farEnough) : output;
    this.#compare(visibleText(ends));
    this.#finish();
  }

  /** Gives up on echoes that are overdue. */
  elapsed(atMs: number): void {
    const overdue = this.#lines.filter(({ sentAt }) => sentAt !== undefined && atMs - sentAt >= echoWithinMs);
    this.#awaited = this.#awaited.filter(({ line }) => !overdue.includes(line));
    this.#finish();
  }

  /** Nothing more comes: what was not sent is a line too. */
  end(atMs: number): void {
    this.#awaited = [];
    const open = this.#lines.at(-1);
    if (open !== undefined && open.typed.length > 0) open.sentAt = atMs;
    this.#finish();
  }

  #take(key: Key, atMs: number): void {
    const line = this.#open();
    switch (key.kind) {
      case 'char': {
        const typed = { key, echoed: false, erased: false };
        line.typed.push(typed);
        this.#awaited.push({ line, typed });
        break;
      }
      case 'erase': {
        const last = line.typed.findLast(({ erased }) => !erased);
        // After the cursor was moved it is not known what goes.
        if (last?.key.kind === 'char' && line.typed.every((one) => one.key.kind === 'char')) last.erased = true;
        else
          line.typed.push({
            key: { ...key, kind: 'key', name: 'Backspace', ends: false },
            echoed: true,
            erased: false,
          });
        break;
      }
      case 'key':
        line.typed.push({ key, echoed: true, erased: false });
        if (key.ends) this.#send(line, '', atMs);
        break;
      case 'enter':
        this.#awaited.push({ line, typed: undefined });
        this.#send(line, key.raw, atMs);
        break;
    }
    if (line.typed.length >= longestLine && line.sentAt === undefined) this.#send(line, '', atMs);
    this.#finish();
  }

  #open(): Line {
    const last = this.#lines.at(-1);
    if (last !== undefined && last.sentAt === undefined) return last;
    const line = emptyLine();
    this.#lines.push(line);
    return line;
  }

  #send(line: Line, end: string, atMs: number): void {
    line.sentAt = atMs;
    line.end = end;
  }

  /** A program took the whole screen or gave it back: what was typed before went to another one. */
  #leaveScreen(): void {
    const open = this.#open();
    if (open.typed.length === 0) return;
    this.#awaited = this.#awaited.filter(({ line }) => line !== open);
    this.#send(open, '', Math.max(0, ...this.#lines.map(({ sentAt }) => sentAt ?? 0)));
  }

  #compare(output: string): void {
    let rest = output;
    while (rest !== '' && this.#awaited.length > 0) {
      const head = this.#awaited[0];
      const newline = /^\r?\n/.exec(rest)?.[0] ?? '';
      if (head?.typed === undefined) {
        // The end of a line may be shown or not: it says nothing.
        this.#awaited.shift();
        rest = rest.slice(newline.length);
        continue;
      }
      const sent = this.#awaited.findIndex(({ typed }) => typed === undefined);
      if (newline !== '' && sent > 0) {
        // The host has answered the line without showing it.
        this.#awaited.splice(0, sent);
        continue;
      }
      const shown = this.#shown(rest);
      if (shown === undefined) return;
      for (const { typed } of this.#awaited.splice(0, shown.to).slice(shown.from))
        if (typed !== undefined) typed.echoed = true;
      rest = shown.rest;
    }
  }

  /** Of the first line that the output can be the echo of: what was sent before it was not echoed then. */
  #shown(output: string): Shown | undefined {
    const begins = this.#awaited.flatMap(({ typed }, at) => (typed === undefined ? [at + 1] : []));
    for (const begin of [0, ...begins]) {
      const found = this.#shownAtOnce(output, begin);
      if (found !== undefined) return found;
    }
    return this.#shownAtEnd(output, begins.at(-1) ?? 0);
  }

  /** The output begins with what is awaited, and then the line ends or is drawn again behind it. */
  #shownAtOnce(output: string, from: number): Shown | undefined {
    let at = 0;
    let to = from;
    for (let raw = this.#rawAt(to); raw !== undefined; raw = this.#rawAt(to)) {
      const found = raw === '\n' ? /^\r?\n/.exec(output.slice(at))?.[0] : output.startsWith(raw, at) ? raw : undefined;
      if (found === undefined) break;
      at += found.length;
      to += 1;
    }
    if (to === from) return undefined;
    const rest = output.slice(at);
    if (rest === '' || rest === ' \r' || isRedrawn(rest)) return { from, to, rest: '' };
    const sent = to < this.#awaited.length && this.#rawAt(to) === undefined;
    return sent && /^\r?\n/.test(rest) ? { from, to, rest } : undefined;
  }

  /** The open line stands at the end of the output (a prompt came with it), or its end is all of it: keys showed nothing. */
  #shownAtEnd(output: string, begin: number): Shown | undefined {
    const to = this.#awaited.length;
    const all = this.#awaited.slice(begin).map(({ typed }) => typed?.key.raw ?? '');
    const line = output.slice(output.lastIndexOf('\n') + 1);
    if (line.length > longestPrompt || line === '' || begin === to) return undefined;
    if (line.endsWith(all.join(''))) return { from: begin, to, rest: '' };
    for (let at = all.length - 1; at > 0 && all.length - at <= output.length; at -= 1)
      if (output === all.slice(at).join('')) return { from: begin + at, to, rest: '' };
    return undefined;
  }

  #rawAt(at: number): string | undefined {
    return this.#awaited[at]?.typed?.key.raw;
  }

  #finish(): void {
    for (;;) {
      const [line] = this.#lines;
      if (line?.sentAt === undefined || this.#awaited.some((one) => one.line === line && one.typed !== undefined))
        return;
      this.#lines.shift();
      this.#finished(finished(line, line.sentAt));
    }
  }
}

function emptyLine(): Line {
  return { typed: [], sentAt: undefined, end: '' };
}

/** Redrawn text behind the cursor, which then goes back over it. */
function isRedrawn(rest: string): boolean {
  const back = rest.length - rest.replace(/[\b]+$/, '').length;
  return back > 0 && Array.from(rest.slice(0, -back)).length === back;
}

function finished(line: Line, atMs: number): FinishedLine {
  let text = '';
  let raw = '';
  for (const run of runsOf(line.typed)) {
    const hidden = `[not echoed, ${run.length} ${run.length === 1 ? 'character' : 'characters'}]`;
    const shown = run[0]?.echoed === true;
    text += shown ? run.map(({ key }) => nameOf(key)).join('') : hidden;
    raw += shown ? run.map(({ key }) => key.raw).join('') : hidden;
  }
  return { atMs, text: text === '' ? '⟨Enter⟩' : text, raw: raw + line.end };
}

function nameOf(key: Key): string {
  if (key.kind === 'key') return `⟨${key.name}⟩`;
  return key.raw === '\n' ? '⏎' : key.raw;
}

/**
 * Shown and hidden parts in turn. A line whose last character was not echoed is hidden as a whole: the host was not
 * echoing, and what looked like an echo was chance. So is a shown part too short to be sure of, beside a hidden one.
 */
function runsOf(typed: readonly Typed[]): readonly (readonly Typed[])[] {
  const kept = typed.filter(({ erased }) => !erased);
  const characters = kept.filter(({ key }) => key.kind === 'char');
  if (characters.every(({ echoed }) => echoed)) return grouped(kept);
  const none = characters.at(-1)?.echoed === false;
  const hide = (one: Typed): Typed => (one.key.kind === 'char' ? { ...one, echoed: false } : one);
  if (none) return grouped(kept.map(hide));
  return grouped(grouped(kept).flatMap((run) => (run.length < sureEcho ? run.map(hide) : run)));
}

function grouped(typed: readonly Typed[]): readonly (readonly Typed[])[] {
  const runs: Typed[][] = [];
  for (const one of typed) {
    const last = runs.at(-1);
    if (last?.[0]?.echoed === one.echoed) last.push(one);
    else runs.push([one]);
  }
  return runs;
}
