import { expect, test } from 'vitest';
import { createMarkFilter } from './mark-filter.ts';

const mark = 'drillbook-aabbccdd0011223344';

function feed(chunks: readonly string[]): readonly [string, boolean, number | undefined, string] {
  const filter = createMarkFilter(mark);
  const output = chunks.map((chunk) => filter.push(Buffer.from(chunk)).toString()).join('');
  return [output, filter.marked, filter.pid, filter.noise().toString()];
}

test.each([
  ['the mark alone', [`${mark} 12\n`], ['', true, 12, '']],
  ['login noise without a line end', [`Welcome ${mark} 12\nout`], ['out', true, 12, 'Welcome ']],
  ['a terminal ends lines with CR LF', [`${mark} 12\r\nout`], ['out', true, 12, '']],
  ['no mark at all', ['This account is not available.\n'], ['', false, undefined, 'This account is not available.\n']],
  [
    'an echo of the two halves',
    [`drillbook-aabbccdd''0011223344 $$\n`],
    ['', false, undefined, `drillbook-aabbccdd''0011223344 $$\n`],
  ],
  ['a mark without a process id, then the real one', [`${mark} $$\n${mark} 7\nout`], ['out', true, 7, `${mark} $$\n`]],
  ['a second mark is output', [`${mark} 12\n${mark} 13\n`], [`${mark} 13\n`, true, 12, '']],
])('%s', (_name, chunks, expected) => {
  expect(feed(chunks)).toEqual(expected);
  expect(feed(Array.from(chunks.join('')))).toEqual(expected);
});

test('keeps 64 KiB of noise and still finds the mark behind it', () => {
  const filter = createMarkFilter(mark);
  for (let i = 0; i < 40; i += 1) filter.push(Buffer.alloc(4096, 'x'));
  const rest = filter.push(Buffer.from(`${mark} 5\nout`)).toString();
  expect([rest, filter.pid, filter.noise().length]).toEqual(['out', 5, 65536]);
});
