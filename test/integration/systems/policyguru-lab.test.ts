import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PolicyguruState } from '../../../src-main/lab/systems/policyguru.ts';
import { hostOf, labForTest, login, script, tcp, until, type TestLab } from '../lab/lab-client.ts';

let started: TestLab;
const timings = {
  powerOffMs: 50,
  bootMs: 100,
  startMs: 150,
  captureMs: 200,
  requestMs: 10,
  blacklistMs: 100,
  dumpMs: 20,
};
beforeAll(async () => {
  started = await labForTest({ systems: ['policyguru'], timings });
});
afterAll(() => started.end());

const state = () => started.lab.system('policyguru').state() as PolicyguruState;
const act = (id: string) => started.lab.system('policyguru').act(id);

async function say(host: string, text: string): Promise<readonly [string, number | undefined]> {
  const client = await login(hostOf(started.lab, host));
  const { stdout, stderr, exit } = await script(client, text);
  client.end();
  return [stdout + stderr, exit];
}

test('the committed inventory is the one of the lab with fixed ports', () => {
  const network = hostOf(started.lab, 'ms1').address.replace(/\.\d+$/, '.');
  const made = started.lab.inventoryText
    .replaceAll(network, '127.42.3.')
    .replaceAll(/^ {4}hostKey: .*\n/gm, '')
    .replaceAll(/key: ".*"/g, 'key: "~/.local/share/drillbook/lab/id_ed25519"');
  const committed = new URL('../../../runbooks/policyguru/lab.inventory.yaml', import.meta.url);
  expect(readFileSync(committed, 'utf8').replaceAll(/^#.*\n/gm, '')).toBe(made);
});

test('backups are real archives, and the logs say how the import ended', async () => {
  const list = 'cd opt/ngpbackups/backups && ls | wc -l && f=$(ls | tail -n 1) && gzip -t "$f" && tar tzf "$f"';
  const log = 'tail -n 1 opt/ngp/pgsql-9.3/pgbackups/pgsync.log | cut -d " " -f 3-; crontab -l | cut -c 1-9';
  expect([await say('ms2', list), await say('db2', log)]).toEqual([
    ['4\nngp/config/site.properties\nngp/bin/ngp\n.m2/rules.xml\n', 0],
    ['pgsync: INFO: latest import succeeded\n0 6 * * *\n', 0],
  ]);
});

test('the service, its ports, its processes and its start with the machine', async () => {
  const before = [await say('ms2', 'service ngp status'), await say('ms2', 'service ngp start')];
  await say('ms2', 'sudo -n service ngp start; sudo -n chkconfig ngp on');
  const alone = await say('ms2', 'service ngp status | head -n 2; chkconfig --list ngp');
  await say('db2', 'sudo -n service ngp start');
  await until(() => state().ngp['ms2'] === 'green');
  const port = await tcp(hostOf(started.lab, 'ms2').address, 28443);
  const processes = await say('ms2', 'ps -e -o args= | grep -c /opt/ngp');
  const both = state().bothPairsRun;
  await say('ms2', 'sudo -n service ngp stop 5; sudo -n chkconfig ngp off');
  await say('db2', 'sudo -n service ngp stop 5');
  const closed = await tcp(hostOf(started.lab, 'ms2').address, 28443);
  expect({ before, alone, port, processes, both, closed }).toEqual({
    before: [
      ['ngp on ms2\n  jboss        stopped\n  slapd        stopped\n', 3],
      ['ngp: must be root\n', 4],
    ],
    alone: ['ngp on ms2\n  jboss        red\nngp            0:off 1:off 2:on 3:on 4:on 5:on 6:off\n', 0],
    port: 'open',
    processes: ['2\n', 0],
    both: true,
    closed: 'ECONNREFUSED',
  });
});

test('requests go round the ENUM servers that are alive, and a probe hears its tap', async () => {
  const capture = 'sudo -n tcpdump -i eth2 -nn udp port 53 2>/dev/null | wc -l';
  const counts = () => Promise.all(['s1-enum1', 's1-enum2'].map(async (host) => Number((await say(host, capture))[0])));
  const both = await counts();
  act('enum-down s1-enum1');
  const one = await counts();
  await say('s1-enum1', 'sudo -n service ngp start');
  const [bond] = await say(
    's1-probe1',
    'grep -c eth[67] proc/net/bonding/bond0; sudo -n tcpdump -i bond0 2>/dev/null | grep -c INVITE',
  );
  expect({ both: both.every((n) => n >= 5), one: [one[0], (one[1] ?? 0) >= 15], bond }).toEqual({
    both: true,
    one: [0, true],
    bond: expect.stringMatching(/^2\n[1-9]\d*\n$/) as string,
  });
});

test('an ENUM server reads its mediation server when it starts, and its policy can be reset', async () => {
  const { address } = hostOf(started.lab, 'ms2');
  const sql = `sudo -n sqlite3 opt/ngp/bin/enum/config.db 'update items set value = "1" where name = "policyReset";'`;
  const file = 'opt/ngp/config/network/jboss_mediation_ip';
  await say('s2-enum1', `echo ${address} > ${file}; ${sql}`);
  const before = state().reportsTo['s2-enum1'];
  await say('s2-enum1', 'sudo -n service ngp stop 5; sudo -n service ngp start');
  expect([before, state().reportsTo['s2-enum1'], state().policyReset]).toEqual(['ms1', 'ms2', ['s2-enum1']]);
});

test('faults: a damaged, a missing backup, a failed import, a dead pair that comes back by itself', async () => {
  const damaged = act('backup-damaged').replace(/.* (ngpbackup\S+).*/, '$1');
  const checked = await say('ms2', `gzip -t opt/ngpbackups/backups/${damaged} 2>/dev/null; echo $?`);
  act('backups-missing');
  act('import-failed');
  const log = await say('db2', 'tail -n 1 opt/ngp/pgsql-9.3/pgbackups/pgsync.log | cut -d " " -f 3-');
  const left = await say('ms2', 'ls opt/ngpbackups/backups | wc -l');
  act('primary-dead');
  const dead = state().ngp['ms1'];
  act('primary-back');
  await until(() => state().ngp['ms1'] === 'green');
  expect({ checked, log, left, dead, unknown: () => act('dance') }).toEqual({
    checked: ['1\n', 0],
    log: ['pgsync: ERROR: latest import failed\n', 0],
    left: ['1\n', 0],
    dead: 'stopped',
    unknown: expect.any(Function) as unknown,
  });
  expect(() => act('dance')).toThrow('PolicyGuru has no action dance: it has backup, backups-missing');
});
