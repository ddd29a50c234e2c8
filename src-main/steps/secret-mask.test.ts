import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSecretMask } from './secret-mask.ts';

function masked(secrets: readonly string[], chunks: readonly string[]): string {
  const mask = createSecretMask(secrets);
  const parts = [...chunks.map((chunk) => mask.push(Buffer.from(chunk))), mask.flush()];
  return Buffer.concat(parts).toString();
}

test.each([
  ['one chunk', ['a hunter2 b'], 'a •••••• b'],
  ['split in the middle', ['a hun', 'ter2 b'], 'a •••••• b'],
  ['split everywhere', Array.from('a hunter2 b'), 'a •••••• b'],
  ['only a beginning', ['a hunt', 'ing'], 'a hunting'],
  ['a beginning at the very end', ['a hunter'], 'a hunter'],
  ['twice', ['hunter2hunter2'], '••••••••••••'],
  ['the beginning begins again', ['huhunter2'], 'hu••••••'],
])('a secret is masked: %s', (_, chunks, expected) => {
  expect(masked(['hunter2', ''], chunks)).toBe(expected);
});

test('of two secrets the longer one wins', () => {
  expect(masked(['abc', 'abcdef'], ['x abcd', 'ef abc y'])).toBe('x •••••• •••••• y');
});

test('however it is cut, the text is the same as in one piece', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 40 });
  fc.assert(
    fc.property(letters, fc.array(fc.nat(40), { maxLength: 6 }), (text, cuts) => {
      const at = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const chunks = at.slice(1).map((end, index) => text.slice(at[index], end));
      expect(masked(['aab', 'ba'], chunks)).toBe(masked(['aab', 'ba'], [text]));
    }),
  );
});
