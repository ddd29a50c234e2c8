import headless from '@xterm/headless';
import { expect, test } from 'vitest';
import { guardTerminal, isAnswer, safeTitle } from './guard-terminal.ts';

const esc = '\u001b';

interface Shown {
  readonly lines: readonly string[];
  readonly titles: readonly string[];
  readonly answers: readonly string[];
  readonly cursor: readonly [number, number];
}

/** What stands on a guarded screen of 40 x 6 after `output`, without its empty lines. */
async function show(output: string): Promise<Shown> {
  const terminal = new headless.Terminal({ cols: 40, rows: 6, scrollback: 100, allowProposedApi: true });
  const titles: string[] = [];
  const answers: string[] = [];
  guardTerminal(terminal, (title) => titles.push(title));
  terminal.onData((data) => answers.push(data));
  await new Promise<void>((resolve) => {
    terminal.write(output, resolve);
  });
  const buffer = terminal.buffer.active;
  const lines = Array.from({ length: buffer.length }, (_, at) => buffer.getLine(at)?.translateToString(true) ?? '');
  const cursor = [buffer.cursorX, buffer.baseY + buffer.cursorY] as const;
  terminal.dispose();
  return { lines: lines.filter((line) => line !== ''), titles, answers, cursor };
}

test.each(['b', '@', 'P', 'X', 'I', 'Z', 'L', 'M', 'S', 'T', ' @', ' A', "'}", "'~"])(
  'a count that no screen has is left out: CSI %s',
  async (final) => {
    expect(await show(`x${esc}[999999999${final}y`)).toEqual({
      lines: ['xy'],
      titles: [],
      answers: [],
      cursor: [2, 0],
    });
  },
);

test('the counts of programs are done as they are', async () => {
  expect((await show(`x${esc}[9by`)).lines).toEqual(['xxxxxxxxxxy']);
  expect((await show(`abc\r${esc}[2@`)).lines).toEqual(['  abc']);
  expect((await show(`abc\r${esc}[1P`)).lines).toEqual(['bc']);
  expect((await show(`one\r\ntwo${esc}[1S`)).cursor).toEqual([3, 1]);
  expect((await show(`x${esc}[1000by`)).lines.join('').length).toBe(1002);
});

test('a count in parts, or as a C1 control, is held to the same', async () => {
  expect((await show(`x${esc}[0999999999b`)).lines).toEqual(['x']);
  expect((await show('x\u009b999999999b')).lines).toEqual(['x']);
  expect((await show(`x${esc}[1;999999999b`)).lines).toEqual(['x']);
});

test('links, colours and the clipboard are left out, titles are cleaned', async () => {
  const link = `${esc}]8;;https://elsewhere.example/${esc}\\here${esc}]8;;${esc}\\`;
  const asks = `${esc}]10;?${esc}\\${esc}]11;?${esc}\\${esc}]4;1;?${esc}\\${esc}]52;c;?${esc}\\`;
  expect(await show(`${link}${asks}${esc}]0;voice-a\u202e: ~\u0007${esc}]2;${'t'.repeat(200)}\u0007.`)).toEqual({
    lines: ['here.'],
    titles: ['voice-a: ~', `${'t'.repeat(80)}…`],
    answers: [],
    cursor: [5, 0],
  });
});

test('a title is one plain line', () => {
  expect([' a\nb ', '\u009d0;x', 'é 漢字 😀', 'z\u200bw', ''].map(safeTitle)).toEqual([
    'ab',
    '0;x',
    'é 漢字 😀',
    'zw',
    '',
  ]);
});

test('what the terminal says by itself is known from what a person types', async () => {
  const { answers } = await show(`${esc}[6n${esc}[c${esc}[>c${esc}[5n${esc}[?2004$p${esc}P$qm${esc}\\`);
  expect(answers.length).toBe(6);
  expect(answers.filter(isAnswer)).toEqual(answers);
  expect(['a', '\r', `${esc}[A`, `${esc}OP`, `${esc}[15~`, `${esc}[1;5D`, esc, 'R'].filter(isAnswer)).toEqual([]);
});
