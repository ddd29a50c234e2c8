import { expect, test } from 'vitest';
import { nextTime } from './wait-step.ts';

test.each([
  ['later today', '2026-11-21T01:10:00Z', '03:00', 'Europe/Rome', '2026-11-21T02:00:00.000Z'],
  ['tomorrow', '2026-11-21T02:00:30Z', '03:00', 'Europe/Rome', '2026-11-22T02:00:00.000Z'],
  ['at this very minute', '2026-11-21T02:00:00Z', '03:00', 'Europe/Rome', '2026-11-21T02:00:00.000Z'],
  [
    'a time that the change to summer time leaves out',
    '2026-03-29T00:30:00Z',
    '02:30',
    'Europe/Rome',
    '2026-03-30T00:30:00.000Z',
  ],
])('wait until: %s', (_, from, wanted, zone, expected) => {
  expect(new Date(nextTime(Date.parse(from), wanted, zone)).toISOString()).toBe(expected);
});
