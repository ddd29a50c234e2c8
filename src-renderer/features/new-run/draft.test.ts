import { expect, test } from 'vitest';
import { aboutFrom, allowedHosts, emptyDraft, namedPeople, readDraft, windowFault, type Draft } from './draft.ts';

const filled: Draft = {
  ...emptyDraft('Europe/Rome'),
  runbook: '/runbooks/a.yaml',
  mode: 'rehearsal',
  set: { dark_for: '30s' },
  allow: 'voice-b, voice-a  voice-b',
  people: {
    operator: { name: ' Olga ', organisation: '', title: 'Engineer' },
    witness: { name: '', organisation: 'Customer', title: '' },
  },
  customer: 'Example Spa',
  occasion: 'exercise',
  from: { text: '2026-11-21T01:00', second: false },
  to: { text: '2026-11-21T05:00', second: false },
};

test('a draft comes back as it was kept', () => {
  expect(readDraft(JSON.stringify(filled), 'UTC')).toEqual(filled);
});

test.each([
  '',
  'no json',
  '[]',
  'null',
  '{"mode":"simulated","set":[1],"people":{"operator":7},"from":"now","zone":3}',
])('what is no draft (%s) leaves everything empty', (text) => {
  const { people, ...rest } = readDraft(text, 'UTC');
  const { people: none, ...empty } = emptyDraft('UTC');
  expect({ ...rest, people: namedPeople({ people }) }).toEqual({ ...empty, people: none });
});

test('empty fields are not recorded as something', () => {
  expect([aboutFrom(filled), namedPeople(filled), allowedHosts(filled)]).toEqual([
    {
      customer: 'Example Spa',
      occasion: 'exercise',
      window: { from: '2026-11-21T01:00:00+01:00', to: '2026-11-21T05:00:00+01:00' },
      zone: 'Europe/Rome',
    },
    { operator: { name: 'Olga', title: 'Engineer' } },
    ['voice-b', 'voice-a'],
  ]);
});

test.each([
  ['2026-11-21T01:00', '2026-11-21T05:00', undefined],
  ['', '', undefined],
  ['2026-11-21T01:00', '', 'half'],
  ['2026-11-21T05:00', '2026-11-21T01:00', 'backwards'],
  ['2026-03-29T02:30', '2026-03-29T05:00', 'gap'],
  ['2026-10-25T02:30', '2026-10-25T02:30', 'backwards'],
])('a window from %s to %s: %s', (from, to, fault) => {
  expect(windowFault({ ...filled, from: { text: from, second: false }, to: { text: to, second: false } })).toBe(fault);
});
