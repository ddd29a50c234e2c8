import { execFile } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { practiceKey } from '../../src-main/lab/systems/tvox-names.ts';
import type { SystemName } from '../../src-main/lab/lab-system.ts';
import { systemNames } from '../../src-main/lab/lab-system.ts';
import { ended, labForTest, login, open, type TestLab } from '../integration/lab/lab-client.ts';
import { startBed, type Bed, type BedHostName } from './bed.ts';
import { serviceName, tsigName, zone } from './name-servers.ts';
import { bedUser } from './namespace-host.ts';
import { foreignTo, shapeOf, type Printed } from './output-shape.ts';
import { whyNoBed } from './why-no-bed.ts';

const noBed = whyNoBed() !== undefined;
let bed: Bed;
let lab: TestLab;
beforeAll(async () => {
  if (noBed) return;
  [bed, lab] = await Promise.all([startBed(), labForTest({ systems: systemNames })]);
  const make = `create table items(name text, value text); insert into items values('policyReset', '0');`;
  bed.hosts.primary.run(['sqlite3', bedDatabase, make]);
  // A second address with a label, as ifconfig makes one.
  const second = `${bed.network.prefix}.101/24`;
  bed.hosts.primary.run(['ip', 'addr', 'add', second, 'brd', '+', 'dev', 'eth0', 'label', 'eth0:1']);
});
afterAll(async () => {
  if (!noBed) await Promise.all([bed.end(), lab.end()]);
});

/** A command as the login of a simulated host runs it. */
async function imitated(system: SystemName, host: string, command: string): Promise<Printed> {
  const info = lab.lab.system(system).hosts.find(({ id }) => id === host);
  if (!info) throw new Error(`${system} has no host ${host}`);
  const client = await login(info);
  try {
    const { stdout, stderr, exit } = await ended(await open(client, 'exec /bin/sh -s'), `${command}\n`);
    return { stdout, stderr, exit };
  } finally {
    client.end();
  }
}

/** A command as the login of a host of the bed runs it, administrators' folders on its PATH. */
function really(host: BedHostName, command: string): Printed {
  const { stdout, stderr, status } = bed.hosts[host].run(
    ['setpriv', '--reuid=4242', '--regid=4242', '--clear-groups', 'sh', '-c', command],
    { mayFail: true },
  );
  return { stdout, stderr, exit: status };
}

const vipOfLab = (): string => addressOf('genesys', 'vip');
const addressOf = (system: SystemName, id: string): string => {
  const [first] = lab.lab.system(system).hosts;
  const plan = lab.lab.system(system).system.hosts.find((host) => host.id === id);
  return (first?.address ?? '').replace(/\d+$/, String(plan?.number));
};

interface Pair {
  readonly system: SystemName;
  readonly host: string;
  /** At the lab, and at the bed where it needs another address. */
  readonly command: () => readonly [lab: string, bed: string];
  /** Words that only this machine has. */
  readonly names?: readonly string[];
}

const same = (command: string) => (): readonly [string, string] => [command, command];

const policyReset = 'select value from items where name = "policyReset";';
const setPolicyReset = 'update items set value = "1" where name = "policyReset";';
const labDatabase = 'opt/ngp/bin/enum/config.db';
const bedDatabase = '/var/tmp/config.db';

const pairs: Readonly<Record<string, Pair>> = {
  hostname: { system: 'tvox', host: 'voice-c', command: same('hostname'), names: ['voice-c', 'primary'] },
  'uname -n': { system: 'tvox', host: 'voice-c', command: same('uname -n'), names: ['voice-c', 'primary'] },
  uname: { system: 'tvox', host: 'voice-c', command: same('uname') },
  id: { system: 'tvox', host: 'voice-c', command: same('id') },
  'id -u and -un': { system: 'tvox', host: 'voice-c', command: same('id -u; id -un; whoami') },
  'id by sudo': { system: 'tvox', host: 'voice-c', command: same('sudo -n id; sudo -n id -u') },
  'nc, open': {
    system: 'tvox',
    host: 'voice-c',
    command: () => [
      `nc -z -v -w 3 ${addressOf('tvox', 'voice-a')} 22`,
      `nc -z -v -w 3 ${bed.hosts.standby.address} 22`,
    ],
  },
  'nc by name, open': {
    system: 'tvox',
    host: 'voice-c',
    command: () => ['nc -z -v -w 3 voice-c 22', 'nc -z -v -w 3 primary 22'],
    names: ['voice-c', 'primary'],
  },
  'nc, refused': {
    system: 'tvox',
    host: 'voice-c',
    command: () => [
      `nc -z -v -w 3 ${addressOf('tvox', 'voice-a')} 81`,
      `nc -z -v -w 3 ${bed.hosts.standby.address} 81`,
    ],
  },
  'nc, nobody of that name': {
    system: 'tvox',
    host: 'voice-c',
    command: () => ['nc -z -v -w 3 nobody.invalid 22', `nc -z -v -w 3 nobody.${zone} 22`],
    names: ['nobody.invalid', `nobody.${zone}`],
  },
  'getent ahostsv4': {
    system: 'tvox',
    host: 'voice-c',
    command: () => ['getent ahostsv4 voice.practice.test', `getent ahostsv4 ${serviceName}`],
    names: ['voice.practice.test', serviceName],
  },
  'getent, nobody of that name': { system: 'tvox', host: 'voice-c', command: same('getent ahostsv4 nobody.invalid') },
  'ip -o -4 addr show': { system: 'genesys', host: 'sip-1', command: same('ip -o -4 addr show dev eth0') },
  // The bed's cards are ends of virtual cables, and say so.
  'ip addr show': {
    system: 'genesys',
    host: 'sip-1',
    command: same('ip addr show dev eth0 | sed "s/@if[0-9]*//; s/ link-netnsid.*//"'),
  },
  ifconfig: { system: 'genesys', host: 'sip-1', command: same('ifconfig eth0') },
  'ifconfig, no such card': { system: 'genesys', host: 'sip-1', command: same('ifconfig eth7') },
  'ping, an answer': {
    system: 'genesys',
    host: 'sip-1',
    command: () => [`ping -c 1 -W 1 ${vipOfLab()}`, `ping -c 1 -W 1 ${bed.vip}`],
  },
  'ps -e, id, start and command': {
    system: 'policyguru',
    host: 'db1',
    command: same(
      `ps -e -o pid= -o lstart= -o args= | sed -E 's/^ *[0-9]+ [A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} [0-9]{4} .+/PROCESS/'`,
    ),
  },
  'sqlite3, a value': {
    system: 'policyguru',
    host: 's1-enum1',
    command: () => [`sqlite3 ${labDatabase} '${policyReset}'`, `sqlite3 ${bedDatabase} '${policyReset}'`],
  },
  'sqlite3, no right to write': {
    system: 'policyguru',
    host: 's1-enum1',
    command: () => [`sqlite3 ${labDatabase} '${setPolicyReset}'`, `sqlite3 ${bedDatabase} '${setPolicyReset}'`],
  },
  'sqlite3, no such file': {
    system: 'policyguru',
    host: 's1-enum1',
    command: same(`sqlite3 nowhere/config.db '${policyReset}'`),
  },
  // The archives of the lab are written by itself, those of the bed by tar.
  'tar, a listing': {
    system: 'policyguru',
    host: 'ms1',
    command: () => [
      'tar -tvzf "$(ls opt/ngpbackups/backups/*.tgz | head -n 1)" | sed "s/[^ ]*$/FILE/; s/ [^ ]*\\/[^ ]* / OWNER /" | head -n 1',
      'tar -cvzf /tmp/a.tgz -C /etc hostname >/dev/null; tar -tvzf /tmp/a.tgz | sed "s/[^ ]*$/FILE/; s/ [^ ]*\\/[^ ]* / OWNER /"; rm /tmp/a.tgz',
    ],
  },
  'rsync --version': { system: 'sip-ha', host: 'pbx-master', command: same('rsync --version | head -n 1') },
};

test.skipIf(noBed).each(Object.entries(pairs))(
  '%s: the lab prints nothing that the real one does not',
  async (_, pair) => {
    const [atLab, atBed] = pair.command();
    const names = [...(pair.names ?? []), bedUser];
    const imitation = shapeOf(await imitated(pair.system, pair.host, atLab), names);
    expect({ foreign: foreignTo(shapeOf(really('primary', atBed), names), imitation) }).toEqual({ foreign: [] });
  },
);

/** A tool of this machine; the lab serves from this very process, so it must not be waited for by standing still. */
function tool(program: string, args: readonly string[], input = ''): Promise<Printed> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { timeout: 20_000 }, (error, stdout, stderr) => {
      resolve({ stdout, stderr, exit: typeof error?.code === 'number' ? error.code : error === null ? 0 : undefined });
    });
    child.stdin?.end(input);
  });
}

test.skipIf(noBed).each([
  ['a name that is there', 'voice', 'A'],
  ['no record of that type', 'voice', 'TXT'],
  ['no such name', 'nobody', 'A'],
])('dig, %s: the DNS of the lab answers as BIND does', async (_, label, type) => {
  const shown = ['+noall', '+comments', '+question', '+answer', '+authority', '+noedns', '+time=2', '+tries=1'];
  const of = async (server: string, port: number, domain: string) =>
    shapeOf(await tool('dig', [`@${server}`, '-p', String(port), ...shown, `${label}.${domain}`, type]), [
      domain,
      'ns1',
      'dns',
    ]);
  const imitation = await of(addressOf('tvox', 'dns'), 20_053, 'practice.test');
  expect({ foreign: foreignTo(await of(bed.hosts.ns1.address, 53, zone), imitation) }).toEqual({ foreign: [] });
});

test.skipIf(noBed).each([
  ['with the key', true],
  ['with another secret', false],
])('nsupdate %s: the lab says and does what BIND does', async (_, right) => {
  const update = async (server: string, port: number, domain: string, key: string, secret: string) => {
    const sent = right ? secret : Buffer.alloc(32, 7).toString('base64');
    const name = `voice.${domain}`;
    const lines = [
      `server ${server} ${port}`,
      `zone ${domain}`,
      `update delete ${name} A`,
      `update add ${name} 5 A ${server}`,
    ];
    return shapeOf(
      await tool('nsupdate', ['-t', '3', '-y', `hmac-sha256:${key}:${sent}`], [...lines, 'send', ''].join('\n')),
    );
  };
  const imitation = await update(
    addressOf('tvox', 'dns'),
    20_053,
    'practice.test',
    practiceKey.keyName,
    practiceKey.secret,
  );
  expect(imitation).toEqual(await update(bed.hosts.ns1.address, 53, zone, tsigName, bed.names.secret));
});

/** First line and names of the headers of an answer, as the real sipsak prints it. */
async function sipHeaders(address: string, port: number): Promise<readonly string[]> {
  const { stdout } = await tool('sipsak', ['-vvv', '-s', `sip:${address}:${port}`]);
  const answer = /^SIP\/2\.0 .*?\r?\n\r?\n/ms.exec(stdout)?.[0] ?? `no answer: ${stdout}`;
  return answer
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line, at) => (at === 0 ? line : (/^[\w-]+/.exec(line)?.[0] ?? line)));
}

test.skipIf(noBed)('OPTIONS: the lab answers with the headers of SIPp', async () => {
  const imitation = await sipHeaders(addressOf('tvox', 'voice-a'), 25_060);
  const real = await sipHeaders(bed.vip, 5060);
  const needed = ['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Content-Length'];
  expect([imitation[0], needed.filter((name) => !imitation.includes(name))]).toEqual([real[0], []]);
});
