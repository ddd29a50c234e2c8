import { expect, test } from 'vitest';
import { plan } from '../../test/builders/plan-builder.ts';
import { contactsFor } from './contacts-for.ts';

const contacts = [
  { name: 'one step', for: ['work/press'] },
  { name: 'one phase', for: ['work/*'] },
  { name: 'everything', for: ['**'] },
  { name: 'rollback', for: ['rollback/**'] },
  { name: 'dots are dots', for: ['work/p.ess'] },
];

test.each([
  ['work/press', ['one step', 'one phase', 'everything']],
  ['work/press@voice-c', ['one step', 'one phase', 'everything']],
  ['rollback/move/press', ['everything', 'rollback']],
  ['other', ['everything']],
])('%s: %j', (step, names) => {
  const base = plan([]);
  const found = contactsFor({ ...base, inventory: { ...base.inventory, contacts } }, step);
  expect(found.map(({ name }) => name)).toEqual(names);
});
