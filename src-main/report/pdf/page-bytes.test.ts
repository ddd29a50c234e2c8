import { expect, test } from 'vitest';
import { PageBytes } from './page-bytes.ts';

test('numbers are written with three decimals at most, and no more digits than they need', () => {
  const page = new PageBytes();
  page.line(0, -0.0001, 1, 10, 595.28, -12.5, 0.05, 0.005, 1.9996, 841.89);
  page.line('BT', 8, '/F1', 'Tf');
  expect(page.take().toString('latin1')).toBe('0 0 1 10 595.28 -12.5 0.05 0.005 2 841.89\nBT 8 /F1 Tf\n');
});

test('a page of any length is whole, and the next one begins anew', () => {
  const page = new PageBytes();
  const long = 'x'.repeat(100_000);
  page.line('first', 1);
  page.line(long);
  for (let n = 0; n < 50_000; n += 1) page.line(n);
  const numbers = Array.from({ length: 50_000 }, (_, n) => `${n}\n`).join('');
  expect(page.take().toString('latin1')).toBe(`first 1\n${long}\n${numbers}`);
  page.line('next');
  expect(page.take().toString('latin1')).toBe('next\n');
});
