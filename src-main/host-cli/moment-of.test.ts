import { expect, test } from 'vitest';
import { momentOf } from './moment-of.ts';

function said(text: string): string {
  try {
    return momentOf('--at', text, 'Europe/Rome');
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

test('a moment without an offset is one of the zone, and none where the zone has none or two of it', () => {
  const table = [
    ['2026-11-21T22:00', '2026-11-21T22:00:00+01:00'],
    ['2026-07-01 22:00', '2026-07-01T22:00:00+02:00'],
    ['2026-11-21T22:00-05:00', '2026-11-21T22:00-05:00'],
    ['2026-11-21T22:00:31.5Z', '2026-11-21T22:00:31.5Z'],
    [
      '2026-10-25T02:30',
      '--at 2026-10-25T02:30: the clocks of Europe/Rome go back over it, and show it twice. Write its offset too.',
    ],
    ['2026-10-25T02:30+02:00', '2026-10-25T02:30+02:00'],
    ['2026-03-29T02:30', '--at 2026-03-29T02:30: the clocks of Europe/Rome go forward over it.'],
    ...[
      '05/12/2026 22:00',
      'yesterday 5',
      '5',
      '2026-11-21',
      '2026-13-01T00:00Z',
      '2026-02-30T00:00',
      '2026-02-30T00:00Z',
      '',
    ].map((text) => [text, `--at ${text} is no date with time, such as 2026-11-21T22:00 or 2026-11-21T22:00+01:00.`]),
  ] as const;
  expect(table.map(([text = '']) => [text, said(text)])).toEqual(table);
});
