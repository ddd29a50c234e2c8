import { expect, test } from 'vitest';
import { markdownParts } from './markdown.ts';

const shorthand = { plain: '', strong: 'b:', emphasis: 'i:', code: 'c:' } as const;
const read = (text: string): readonly string[] =>
  markdownParts(text).map(({ marker, depth, apart, spans }) =>
    [
      apart ? '¶' : '',
      '>'.repeat(depth),
      marker === undefined ? '' : `${marker} `,
      spans.map(({ text: inside, face }) => `[${shorthand[face]}${inside}]`).join(''),
    ].join(''),
  );

test.each([
  ['plain text', ['[plain text]']],
  ['press *Activate*, **not** Stop', ['[press ][i:Activate][, ][b:not][ Stop]']],
  ['(*Tutto*) and `**`', ['[(][i:Tutto][) and ][c:**]']],
  ['a*b*c, 2 * 3 * 4, *.conf and *.log', ['[a*b*c, 2 * 3 * 4, *.conf and *.log]']],
  ['tsig_key_name and __init__', ['[tsig_key_name and __init__]']],
  ['1. one\n   goes *on\n   here*\n2. two', ['1. [one goes ][i:on here]', '2. [two]']],
  ['Do:\n\n- a\n  - b', ['[Do:]', '¶• [a]', '>• [b]']],
  ['Load tests\nSecond', ['[Load tests\nSecond]']],
  [`${'word '.repeat(14)}goes\non`, [`[${'word '.repeat(14)}goes on]`]],
  ['', ['[]']],
])('%j is read as %j', (text, parts) => {
  expect(read(text)).toEqual(parts.filter((part) => part !== '[]'));
});

test('a text made to be slow is not', () => {
  const before = performance.now();
  markdownParts('**a *b `c '.repeat(20_000));
  expect(performance.now() - before).toBeLessThan(2000);
});
