import { afterAll, beforeAll, expect, test } from 'vitest';
import { journalOf, Practice, settledOf } from './practice.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await Practice.open();
});
afterAll(() => practice.dispose());

test('the shipped activation to its end, then its rollback: every step in the order of the document', async () => {
  const answers = practice.answers('activation');
  const { folder, code } = await practice.activate(answers, '--no-seal');
  const activated = practice.lab.state();
  expect([code, activated.client.role, activated.nameAt, activated.registeredAt]).toEqual([
    0,
    'active',
    'voice-c',
    'client',
  ]);

  const before = journalOf(folder).length;
  const back = await practice.run('rollback', folder, '--answers', answers, '--yes');
  const settled = settledOf(journalOf(folder).slice(before));
  expect([back.code, settled.slice(0, 6), settled.slice(6).sort()]).toEqual([
    0,
    [
      'rollback/deactivate/release passed',
      'rollback/deactivate/release-in-lab passed',
      'rollback/deactivate/inactive passed',
      'rollback/master/power-on passed',
      'rollback/master/power-on-in-lab passed',
      'rollback/master/reachable passed',
    ],
    // The steps of this phase go on at the same time.
    [
      'rollback/services/carrier-back passed',
      'rollback/services/name-back passed',
      'rollback/services/name-back-in-lab passed',
      'rollback/services/name-is-back passed',
      'rollback/services/phones-back passed',
      'rollback/services/replication-back passed',
      'rollback/services/resolver-gives@dns passed',
      'rollback/services/resolver-gives@dns2 passed',
    ],
  ]);
  const { client, nameAt, registeredAt, splitBrain } = practice.lab.state();
  expect([client.role, nameAt, registeredAt, splitBrain]).toEqual(['standby', 'voice-a', 'master', false]);
  const { state, outcome, steps } = await practice.status(folder);
  expect([state, outcome, steps['rollback/services/phones-back-seen']?.state]).toEqual([
    'sealed',
    'rolled back',
    'not-applicable',
  ]);
  expect(await practice.verified(folder)).toBe(0);
});
