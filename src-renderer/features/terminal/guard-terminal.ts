type Params = readonly (number | readonly number[])[];

/** What the guard needs of a terminal: that of a window and the headless one both have it. */
export interface GuardedTerminal {
  readonly parser: {
    registerCsiHandler(
      id: { readonly prefix?: string; readonly intermediates?: string; readonly final: string },
      callback: (params: (number | number[])[]) => boolean,
    ): unknown;
    registerOscHandler(identifier: number, callback: (data: string) => boolean): unknown;
  };
}

/**
 * No screen has more columns or rows than this. A greater count is no program drawing but a trap: xterm works it off
 * one by one, and 13 bytes (REP with 999999999) would block the page for 45 s.
 */
const greatestCount = 1_000;

/** Whose work grows with their count: ICH, DCH, ECH, REP, CHT, CBT, IL, DL, SU, SD, SL, SR, DECIC, DECDC. */
const counted: readonly { readonly intermediates?: string; readonly final: string }[] = [
  ...['@', 'P', 'X', 'b', 'I', 'Z', 'L', 'M', 'S', 'T'].map((final) => ({ final })),
  { intermediates: ' ', final: '@' },
  { intermediates: ' ', final: 'A' },
  { intermediates: "'", final: '}' },
  { intermediates: "'", final: '~' },
];

/**
 * Colours that output would set or ask for (4, 10-12, 104, 110-112): text must not be made unreadable by a host. Links
 * (8) show one address and open another. The clipboard (52) is nobody's but the person's.
 */
const leftOut = [4, 8, 10, 11, 12, 52, 104, 110, 111, 112];
const titles = [0, 1, 2];
const longestTitle = 80;

/** Takes from the output what could stop the page, mislead a reader or reach beyond the terminal. `onTitle` gets it cleaned. */
export function guardTerminal({ parser }: GuardedTerminal, onTitle?: (title: string) => void): void {
  for (const id of counted) parser.registerCsiHandler(id, isTrap);
  for (const identifier of leftOut) parser.registerOscHandler(identifier, () => true);
  for (const identifier of titles) {
    parser.registerOscHandler(identifier, (title) => {
      onTitle?.(safeTitle(title));
      return true;
    });
  }
}

/** True, "is dealt with", leaves the sequence out; false lets the terminal do it. */
function isTrap(params: Params): boolean {
  return params.some((param) => (typeof param === 'number' ? param : Math.max(...param)) > greatestCount);
}

/** One line of plain characters: no controls, nothing that turns the direction of reading. */
export function safeTitle(title: string): string {
  const plain = title.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu, '').trim();
  return plain.length <= longestTitle ? plain : `${plain.slice(0, longestTitle).toWellFormed()}…`;
}

/** What a terminal says by itself when output asks it: cursor, device, mode and status reports, colours. */
export function isAnswer(data: string): boolean {
  const [escape, rest] = [data.charCodeAt(0), data.slice(1)];
  return escape === 0x1b && (/^\[[?>]?[\d;]*(?:R|c|n|t|\$y)/.test(rest) || /^[P\]]/.test(rest));
}
