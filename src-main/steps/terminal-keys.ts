/** One thing that a person typed. `raw` is what was sent for it. */
export type Key =
  | { readonly kind: 'char'; readonly raw: string }
  | { readonly kind: 'enter'; readonly raw: string }
  | { readonly kind: 'erase'; readonly raw: string }
  /** `ends`: it ends the line by itself, as Ctrl+C does. */
  | { readonly kind: 'key'; readonly raw: string; readonly name: string; readonly ends: boolean };

const names: Readonly<Record<string, string>> = {
  '[A': 'Up',
  '[B': 'Down',
  '[C': 'Right',
  '[D': 'Left',
  '[H': 'Home',
  '[F': 'End',
  '[Z': 'Shift+Tab',
  '[2~': 'Insert',
  '[3~': 'Delete',
  '[5~': 'Page up',
  '[6~': 'Page down',
};

const escape = '\u001b';
const bell = '\u0007';
const sequence = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)|P[^${escape}]*${escape}\\\\|O[ -~]|[ -~]|$)`,
  'y',
);
/** What a terminal answers by itself, and reports of the mouse and the focus: nobody typed it. */
const answer = /^\[(?:[?>]?[\d;]*[cRn]|<[\d;]*[mM]|[IO])$|^[\]P]/;

const pasteBegins = `${escape}[200~`;
const pasteEnds = `${escape}[201~`;

/** Cuts input into keys. A pasted text (bracketed) holds its line ends as characters, because they end no line. */
export class KeyReader {
  #pasting = false;

  read(text: string): readonly Key[] {
    const keys: Key[] = [];
    for (let at = 0; at < text.length;) {
      const raw = text[at] === escape ? escapeAt(text, at) : String.fromCodePoint(text.codePointAt(at) ?? 0);
      at += raw.length;
      if (raw === pasteBegins || raw === pasteEnds) this.#pasting = raw === pasteBegins;
      else keys.push(...keyOf(raw, this.#pasting));
    }
    return keys;
  }
}

function escapeAt(text: string, at: number): string {
  sequence.lastIndex = at;
  return sequence.exec(text)?.[0] ?? escape;
}

function keyOf(raw: string, pasting: boolean): readonly Key[] {
  if (raw === '\r' || raw === '\n') return [pasting ? { kind: 'char', raw: '\n' } : { kind: 'enter', raw }];
  if (raw === '\u007f' || raw === '\b') return [{ kind: 'erase', raw }];
  if (raw === '\t') return [{ kind: 'key', raw, name: 'Tab', ends: false }];
  if (raw.startsWith(escape)) {
    const rest = raw.slice(1).replace(/^O/, '[');
    if (answer.test(raw.slice(1))) return [];
    return [{ kind: 'key', raw, name: names[rest] ?? `Esc ${raw.slice(1)}`.trim(), ends: false }];
  }
  const code = raw.codePointAt(0) ?? 0;
  if (code >= 0x20 && code !== 0x7f) return [{ kind: 'char', raw }];
  const name = `Ctrl+${String.fromCharCode(code + 0x40)}`;
  return [{ kind: 'key', raw, name, ends: '\u0003\u0004\u001a\u001c'.includes(raw) }];
}
