import { expect, test } from 'vitest';
import { eventTime } from './event-time.ts';

const now = Date.parse('2026-11-21T01:14:30.500Z');

test.each([
  ['02:10', 'Europe/Rome', '2026-11-21T01:10:00.000Z'],
  ['02:10:09', 'Europe/Rome', '2026-11-21T01:10:09.000Z'],
  ['01:14', 'UTC', '2026-11-21T01:14:00.000Z'],
  // Nobody notes what has not happened yet: that was yesterday.
  ['23:50', 'Europe/Rome', '2026-11-20T22:50:00.000Z'],
  ['', 'UTC', undefined],
  ['soon', 'UTC', undefined],
])('%s in %s is %s', (time, zone, at) => {
  expect(eventTime(time, zone, now)).toBe(at);
});
