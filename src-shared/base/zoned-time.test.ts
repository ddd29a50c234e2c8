import { describe, expect, test } from 'vitest';
import { localTimeOf, zonedTime } from './zoned-time.ts';

const at = (text: string, zone: string, second = false) => zonedTime({ text, second }, zone);

describe('a local time in a zone', () => {
  test.each([
    ['2026-11-21T02:00', 'Europe/Rome', '2026-11-21T02:00:00+01:00'],
    ['2026-07-01T02:00', 'Europe/Rome', '2026-07-01T02:00:00+02:00'],
    ['2026-07-01T02:00', 'America/New_York', '2026-07-01T02:00:00-04:00'],
    ['2026-11-21T02:00', 'Asia/Kathmandu', '2026-11-21T02:00:00+05:45'],
    ['2026-11-21T23:59', 'UTC', '2026-11-21T23:59:00+00:00'],
  ])('%s in %s is %s', (text, zone, iso) => {
    expect(at(text, zone)).toEqual({ kind: 'at', iso, ms: Date.parse(iso), twice: false });
  });

  test('the hour that the clocks leave out does not exist', () => {
    expect(at('2026-03-29T02:30', 'Europe/Rome')).toEqual({ kind: 'gap' });
    expect(at('2026-03-29T03:00', 'Europe/Rome')).toMatchObject({ iso: '2026-03-29T03:00:00+02:00', twice: false });
  });

  test('the hour that comes twice is the first one, unless the second is meant', () => {
    expect(at('2026-10-25T02:30', 'Europe/Rome')).toMatchObject({ iso: '2026-10-25T02:30:00+02:00', twice: true });
    expect(at('2026-10-25T02:30', 'Europe/Rome', true)).toMatchObject({
      iso: '2026-10-25T02:30:00+01:00',
      twice: true,
    });
  });

  test('half an hour of difference (Lord Howe) is known too', () => {
    expect(at('2026-04-05T01:45', 'Australia/Lord_Howe')).toMatchObject({
      iso: '2026-04-05T01:45:00+11:00',
      twice: true,
    });
  });

  test('nothing and nonsense', () => {
    expect([at('', 'UTC'), at('tomorrow', 'UTC'), at('2026-02-30T10:00', 'UTC')]).toEqual([
      { kind: 'none' },
      { kind: 'wrong' },
      { kind: 'wrong' },
    ]);
  });

  test.each(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-03-29T01:00:00Z', '2026-11-21T22:15:00Z'])(
    '%s comes back from its local time in Rome',
    (iso) => {
      const ms = Date.parse(iso);
      expect(zonedTime(localTimeOf(ms, 'Europe/Rome'), 'Europe/Rome')).toMatchObject({ ms });
    },
  );
});
