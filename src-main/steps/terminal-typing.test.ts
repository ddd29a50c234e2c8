import { expect, test } from 'vitest';
import { TypedLines } from './terminal-typing.ts';

/** `>`: typed; `<`: the host shows; a number: so many milliseconds pass. */
type Move = readonly ['>' | '<', string] | number;

function lines(...moves: readonly Move[]): readonly string[] {
  const found: string[] = [];
  const typing = new TypedLines(({ text }) => found.push(text));
  let now = 0;
  for (const move of moves) {
    if (typeof move === 'number') typing.elapsed((now += move));
    else if (move[0] === '>') typing.typed(move[1], now);
    else typing.shown(move[1]);
  }
  typing.end(now);
  return found;
}

/** Each character with its echo, as a shell answers somebody who types. */
const echoed = (text: string): readonly Move[] =>
  Array.from(text).flatMap((one) => [['>', one] as const, ['<', one] as const]);
/** Each character unseen, as a program answers that asks for a password. */
const unseen = (text: string): readonly Move[] => Array.from(text).map((one) => ['>', one] as const);
const enter: readonly Move[] = [
  ['>', '\r'],
  ['<', '\r\n'],
];
const hidden = (count: number): string => `[not echoed, ${count} ${count === 1 ? 'character' : 'characters'}]`;

const cases: readonly (readonly [string, readonly Move[], readonly string[]])[] = [
  ['a command, echoed character by character', [...echoed('ls -l'), ...enter], ['ls -l']],
  [
    'a command and its output in one piece',
    [
      ['>', 'id\r'],
      ['<', 'id\r\nuid=0(root)\r\n# '],
    ],
    ['id'],
  ],
  ['a prompt that comes with the echo', [['>', 'i'], ['<', '$ i'], ...echoed('d'), ...enter], ['id']],
  [
    'several lines at once in a cooked terminal',
    [
      ['>', 'a1\rb2\r'],
      ['<', 'a1'],
      ['<', '\r\nb2\r\nout\r\n'],
    ],
    ['a1', 'b2'],
  ],
  [
    'a pasted text of several lines (bracketed) is one',
    [['>', '\u001b[200~echo 1\recho 2\u001b[201~'], ['<', '\u001b[7mecho 1\r\necho 2\u001b[27m'], ...enter],
    ['echo 1⏎echo 2'],
  ],
  [
    'a password is counted, also where the answer holds its letters',
    [
      ...echoed('sudo -i'),
      ...enter,
      ['<', '[sudo] password for dr: '],
      ...unseen('sorry'),
      ['>', '\r'],
      ['<', '\r\nSorry, try again.\r\n[sudo] password for dr: '],
    ],
    ['sudo -i', hidden(5)],
  ],
  [
    'a password whole, with its Enter',
    [
      ['>', 'hunter2\r'],
      ['<', '\r\nLast login: hunter2\r\n'],
    ],
    [hidden(7)],
  ],
  [
    'a password while something prints',
    [
      ...unseen('password'),
      ['<', 'p: password\r\n'],
      ['<', 'pass'],
      ['<', 'tick\r\n'],
      ['>', '\r'],
      ['<', '\r\nok\r\n'],
    ],
    [hidden(8)],
  ],
  [
    'stars instead of the letters, even where one is a star',
    [
      ['>', 'a'],
      ['<', '*'],
      ['>', '*'],
      ['<', '*'],
      ['>', 'b'],
      ['<', '*'],
      ['>', '\r'],
      ['<', '\r\n'],
    ],
    [hidden(3)],
  ],
  [
    'an answer without a line end, then the next command',
    [...unseen('hunter2'), ['>', '\r'], ['<', 'got 7\r\nok> '], ...echoed('exit'), ...enter],
    [hidden(7), 'exit'],
  ],
  ['no answer at all: the host hangs', [['>', 'reboot\r'], 4_000, ['<', ''], 2_000], [hidden(6)]],
  ['backspace takes back, echo or not', [...echoed('lss'), ['>', '\u007f'], ['<', '\b\u001b[K'], ...enter], ['ls']],
  [
    'backspace in a password',
    [...unseen('abc'), ['>', '\u007f'], ...unseen('d'), ['>', '\r'], ['<', '\r\n']],
    [hidden(3)],
  ],
  [
    'a character put into the line: the rest is drawn again',
    [...echoed('lx'), ['>', '\u001b[D'], ['<', '\b'], ['>', 's'], ['<', 'sx\b'], ...enter],
    ['lx⟨Left⟩s'],
  ],
  [
    'cursor keys, Tab and Ctrl are named',
    [['>', '\u001bOA'], ['<', 'systemctl'], ['>', '\t'], ['>', '\u0012'], ...enter],
    ['⟨Up⟩⟨Tab⟩⟨Ctrl+R⟩'],
  ],
  [
    'Ctrl+C ends a line',
    [...echoed('sleep'), ['>', '\u0003'], ['<', '^C\r\n$ '], ...echoed('w'), ...enter],
    ['sleep⟨Ctrl+C⟩', 'w'],
  ],
  ['Enter alone', [...enter], ['⟨Enter⟩']],
  [
    'an editor: keys that show nothing before text that does',
    [['>', 'i'], ['<', '\u001b[1;1H-- INSERT --'], ...echoed('hello'), ['>', '\u001b']],
    [`${hidden(1)}hello⟨Esc⟩`],
  ],
  [
    'a program leaves the whole screen: what follows is a line of its own',
    [['>', 'q'], ['<', '\u001b[?1049l$ '], ...echoed('ls'), ...enter],
    [hidden(1), 'ls'],
  ],
  [
    'what the terminal answers by itself was not typed',
    [['>', '\u001b[?1;2c\u001b[24;80R\u001b[I'], ...echoed('w'), ...enter],
    ['w'],
  ],
  ['what was never sent is kept too', [...echoed('rm -r')], ['rm -r']],
  ['any characters', [...echoed('echo é😀'), ...enter], ['echo é😀']],
];

test.each(cases)('%s', (_what, moves, expected) => {
  expect(lines(...moves)).toEqual(expected);
});

test('a recording gets what was sent, with the same parts left out', () => {
  const raw: string[] = [];
  const typing = new TypedLines((line) => raw.push(line.raw));
  typing.typed('\u001b[Als\r', 1);
  typing.shown('ls\r\n');
  typing.typed('secret\r', 2);
  typing.shown('\r\n');
  expect(raw).toEqual(['\u001b[Als\r', '[not echoed, 6 characters]\r']);
});
