import { expect, test } from 'vitest';
import { asCalled } from './as-called.ts';

test('what is printed to be copied works where it was printed', () => {
  expect([
    asCalled(['resume', '/runs/a-1b'], {}),
    asCalled(['resume', '/runs/a-1b'], { npm_lifecycle_event: 'npx' }),
    asCalled(['report', "/home/o'neil/my runs/$(x)"], {}),
  ]).toEqual([
    'drillbook resume /runs/a-1b',
    'npx drillbook resume /runs/a-1b',
    String.raw`drillbook report '/home/o'\''neil/my runs/$(x)'`,
  ]);
});
