import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SipHaState } from '../../../src-main/lab/systems/sip-ha-pair.ts';
import { validateFiles } from '../../../src-main/library/validate-files.ts';
import { patience } from '../scenarios/practice.ts';
import { committedForm, runbooks, SystemPractice } from './system-practice.ts';

let practice: SystemPractice;
beforeAll(async () => {
  practice = await SystemPractice.open('sip-ha', { failoverMs: 300, takeoverMs: 100, phonesMs: 200 });
});
afterAll(() => practice.dispose());

beforeEach(async () => {
  practice.act('power-on master', 'power-on slave', 'start asterisk master', 'start asterisk slave');
  await expect.poll(() => Object.values(practice.lab.system('sip-ha').power()), patience).toEqual(['on', 'on']);
  practice.act(
    'one-active',
    'sip-answers',
    'known-state master',
    'known-state slave',
    'sync-start',
    'mysql-start slave',
    'rsync-back',
  );
});

const state = (): SipHaState => practice.lab.system('sip-ha').state() as SipHaState;
const dead = [{ preflight: '**', accept: { by: 'operator', reason: 'the master is dead' } }];

test('its runbooks, answers and inventory are valid, without a hint', async () => {
  const files = ['failover', 'failback', 'readiness'].flatMap((name) => [`${name}.yaml`, `${name}.answers.yaml`]);
  const paths = [...files, 'lab.inventory.yaml'].map((file) => join(runbooks, 'sip-ha', file));
  expect(await validateFiles(paths)).toEqual([]);
});

test('the committed inventory is the one of the lab', () => {
  const committed = readFileSync(join(runbooks, 'sip-ha/lab.inventory.yaml'), 'utf8').replaceAll(/^#.*\n/gm, '');
  expect(committed).toBe(committedForm(practice.lab.system('sip-ha').inventoryText, '127.42.2.'));
});

test('failover to its end, then failback to its end: each time exactly one server is active', async () => {
  const over = await practice.rehearse('failover', practice.answers('failover'));
  const moved = state();
  const back = await practice.rehearse('failback', practice.answers('failback'));
  expect([over.code, moved.holders, moved.replication.direction, back.code, state().holders]).toEqual([
    0,
    ['slave'],
    'slave to master',
    0,
    ['master'],
  ]);
  expect((await practice.status(over.folder)).outcome).toBe('completed');
});

test('readiness on a healthy pair: every check passes', async () => {
  const { code, folder } = await practice.rehearse('readiness', practice.answers('readiness'));
  expect([code, await practice.notable(folder)]).toEqual([0, {}]);
});

test('readiness where everything is wrong: all of it is looked at, each is told by its name', async () => {
  practice.act('both-active', 'unknown-state slave', 'mysql-stop slave', 'rsync-missing');
  const ended = await practice.rehearse('readiness', practice.answers('readiness'), { max_check_age: '100000' });
  const states = await practice.notable(ended.folder);
  expect([ended.code, states]).toEqual([
    1,
    {
      'standing/slave-stands-by': 'failed',
      'standing/one-active': 'failed',
      'standing/mysql': 'failed',
      'standing/dependencies': 'failed',
      'standing/keys': 'failed',
    },
  ]);
  expect(ended.stdout).toContain('state: unknown (none of the states that the document shows: look at this server');
  expect(ended.stdout).toContain('missing: rsync');
});

test('both servers active: exactly one is asked for, and that is false', async () => {
  practice.act('both-active');
  const ended = await practice.rehearse('readiness', practice.answers('readiness'));
  expect([ended.code, await practice.notable(ended.folder)]).toEqual([
    1,
    { 'standing/slave-stands-by': 'failed', 'standing/one-active': 'failed' },
  ]);
  expect(ended.stdout).toMatch(/failed +standing\/one-active: `results.exists_one.*is false over 2 hosts/);
});

test('a slave that fails after the preflight: the guard holds, the master keeps the service', async () => {
  const answers = practice.answers('failover', { without: ['decision/go'] });
  const { folder, code } = await practice.rehearse('failover', answers);
  practice.act('stop asterisk slave');
  const resumed = await practice.run('resume', folder, '--answers', practice.answers('failover'));
  expect([code, resumed.code, state().holders, await practice.notable(folder)]).toMatchObject([
    3,
    3,
    ['master'],
    { 'switch/stop': 'failed' },
  ]);
  expect(resumed.stdout).toMatch(/switch\/stop: the guard preflight\/slave-able is false/);
});

test('a dead master: the slave has taken over by itself; the master, back as a second active one, is stopped first', async () => {
  practice.act('power-off master');
  await expect.poll(() => state().holders, patience).toEqual(['slave']);
  const answers = practice.answers('failover', { first: dead });
  const { folder, code } = await practice.rehearse('failover', answers);
  const { owed } = await practice.status(folder);
  practice.act('both-active', 'power-on master');
  await expect.poll(() => state().bothActive, patience).toBe(true);
  const settled = await practice.run('resume', folder, '--answers', answers);
  expect([code, owed, settled.code, state().holders]).toEqual([
    3,
    ['switch/stop', 'switch/master-passive'],
    0,
    ['slave'],
  ]);
});

test('failback with a master that is down: refused at the preflight, the slave goes on serving', async () => {
  practice.act('stop asterisk master');
  await expect.poll(() => state().holders, patience).toEqual(['slave']);
  const { code, stdout } = await practice.rehearse('failback', practice.answers('failback'));
  expect([code, state().holders]).toEqual([3, ['slave']]);
  expect(stdout).toMatch(/problem +preflight\/master-able/);
});

test('failback while both are active: told at the preflight; accepted, it leaves one', async () => {
  practice.act('both-active');
  const refused = await practice.rehearse('failback', practice.answers('failback'));
  const accept = [{ preflight: '**', accept: { by: 'operator', reason: 'the SLAVE is to be stopped' } }];
  const { code } = await practice.rehearse('failback', practice.answers('failback', { first: accept }));
  expect([refused.code, code, state().holders]).toEqual([3, 0, ['master']]);
  expect(refused.stdout).toMatch(/problem +preflight\/master-stands-by: .*does not contain “state: standby”/);
});

test('a SLAVE that says something unheard of at the moment of the failback is not taken for stopped', async () => {
  practice.act('slave-active');
  const { folder } = await practice.rehearse('failback', practice.answers('failback', { without: ['decision/go'] }));
  practice.act('unknown-state slave');
  const { stdout } = await practice.run('resume', folder, '--answers', practice.answers('failback'));
  expect([state().holders, await practice.notable(folder)]).toMatchObject([
    ['slave'],
    { 'switch/stop-slave': 'failed' },
  ]);
  expect(stdout).toContain('unknown: a state that the document does not show, nothing was done');
});

test('a MASTER that is active and answers no SIP: the failback stops at the check that says so', async () => {
  practice.act('slave-active');
  const { folder } = await practice.rehearse('failback', practice.answers('failback', { without: ['decision/go'] }), {
    failover_within: '2s',
  });
  practice.act('sip-silent');
  await practice.run('resume', folder, '--answers', practice.answers('failback'));
  expect([state().holders, await practice.notable(folder)]).toMatchObject([
    ['master'],
    { 'switch/service-answers': 'failed' },
  ]);
});

test('rollback of a failover: back to the master, in the order of the runbook', async () => {
  const answers = practice.answers('failover', { without: ['endpoints/restart'] });
  const { folder } = await practice.rehearse('failover', answers);
  const back = await practice.run('rollback', folder, '--answers', answers, '--yes');
  expect([back.code, state().holders, (await practice.status(folder)).outcome]).toEqual([0, ['master'], 'rolled back']);
});
