import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostOf, labForTest, login, script, type TestLab } from '../lab/lab-client.ts';

let started: TestLab;
beforeAll(async () => {
  const timings = { powerOffMs: 50, bootMs: 100, reactionMs: 0, promoteMs: 0, resolveMs: 60_000 };
  started = await labForTest({ systems: ['genesys'], timings });
});
afterAll(() => started.end());

async function say(host: string, text: string): Promise<readonly [string, number | undefined]> {
  const client = await login(hostOf(started.lab, host));
  const { stdout, stderr, exit } = await script(client, text);
  client.end();
  const { address } = hostOf(started.lab, host);
  return [(stdout + stderr).replaceAll(address.replace(/\d+$/, ''), '192.0.2.'), exit];
}

const vip = (): string => hostOf(started.lab, 'sip-1').address.replace(/\d+$/, '20');

test('the VIP is one thing to ifconfig, to ip and to ping; changing it needs sudo', async () => {
  const inet = `ifconfig -a | grep -c 'inet '; ip -o -4 addr show | wc -l`;
  expect([
    await say('sip-1', inet),
    await say('sip-1', 'ip -o -4 addr show dev eth0 | tail -n 1'),
    await say('sip-2', `ifconfig eth0:1 ${vip()} up`),
    await say('sip-1', 'sudo -n ifconfig eth0:1 down; sudo -n ifconfig eth0:1 down'),
    await say('sip-2', `ping -c 1 -W 1 ${vip()} | grep -o '[01] received'`),
    await say('sip-2', `sudo -n ip addr add ${vip()}/24 dev eth0 label eth0:1 && ifconfig eth0:1`),
    await say('sip-1', `ping -c 1 -W 1 ${vip()} | grep -o '[01] received'`),
  ]).toEqual([
    ['2\n2\n', 0],
    [
      '2: eth0    inet 192.0.2.20/24 brd 192.0.2.255 scope global secondary eth0:1\\       valid_lft forever preferred_lft forever\n',
      0,
    ],
    ['SIOCSIFADDR: Operation not permitted\n', 255],
    ['SIOCSIFFLAGS: Cannot assign requested address\n', 255],
    ['0 received\n', 0],
    [
      'eth0:1: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500\n        inet 192.0.2.20  netmask 255.255.255.0  broadcast 192.0.2.255\n\n',
      0,
    ],
    ['1 received\n', 0],
  ]);
});

test('a switchover is in the log of SCS, and its reactions move the VIP', async () => {
  await say('scs', 'lab-hands vip-up sip-1; lab-hands vip-down sip-2; lab-hands switchover');
  expect([
    await say('scs', 'scs-ctl modes; tail -n 2 logs/scs.log | cut -d " " -f 2-'),
    await say('sip-2', 'ip -o -4 addr show | grep -c eth0:1'),
    await say('sip-1', 'scs-ctl modes'),
  ]).toEqual([
    [
      'SIP_SERVER_PRIMARY sip-1 running backup\nSIP_SERVER_BACKUP sip-2 running primary\n' +
        '00-05151 SIP_SERVER_PRIMARY changed run mode to backup\n00-05150 SIP_SERVER_BACKUP changed run mode to primary\n',
      0,
    ],
    ['1\n', 0],
    ['scs-ctl: there is no SCS on sip-1\n', 1],
  ]);
});

test('the Windows flavour: ipconfig shows what netsh has added, and netsh fails while properties are open', async () => {
  const address = `"name=Local Area Connection" "addr=${vip().replace(/\d+$/, '40')}"`;
  const find = "ipconfig | tr -d '\\r' | grep IPv4 | cut -d : -f 2";
  expect([
    await say('win-1', find),
    await say('win-1', `netsh interface ip delete address ${address}; ${find}`),
    await say('win-2', `lab-hands properties-open win-2; netsh interface ip add address ${address} mask=255.255.255.0`),
    await say('win-2', `lab-hands properties-closed win-2; netsh interface ip add address ${address} && ${find}`),
  ]).toEqual([
    [' 192.0.2.40\n 192.0.2.41\n', 0],
    ['\r\n 192.0.2.41\n', 0],
    [
      'The properties of a network card are open on win-2: done\nThe requested operation could not be completed.\r\n\r\n',
      1,
    ],
    ['The properties are closed on win-2: done\n\r\n 192.0.2.40\n 192.0.2.42\n', 0],
  ]);
});
