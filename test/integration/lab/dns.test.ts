import { execFile } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerDns } from '../../../src-main/lab/services/dns-answer.ts';
import type { DnsService } from '../../../src-main/lab/lab-system.ts';
import { practiceKey, serviceName } from '../../../src-main/lab/systems/tvox-names.ts';
import { hostOf, labForTest, until, type TestLab } from './lab-client.ts';

const tools = ['/usr/bin/dig', '/usr/bin/nsupdate'].every((path) => existsSync(path));
if (!tools) process.stdout.write('Skipped: dig and nsupdate are not installed (apt-get install bind9-dnsutils).\n');

const port = 20053;
let started: TestLab;

beforeEach(async () => {
  started = await labForTest();
});
afterEach(() => started.end());

interface Said {
  readonly exit: number;
  readonly text: string;
}

function tool(program: string, args: readonly string[], input = ''): Promise<Said> {
  return new Promise((resolve) => {
    const child = execFile(program, args, { timeout: 20_000 }, (error, stdout, stderr) => {
      const exit = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      resolve({ exit, text: `${stdout}${stderr}`.trim() });
    });
    child.stdin?.end(input);
  });
}

function server(id: 'dns' | 'dns2'): string {
  return hostOf(started.lab, 'voice-a').address.replace(/\d+$/, id === 'dns' ? '53' : '54');
}

const at = (id: 'dns' | 'dns2'): readonly string[] => [`@${server(id)}`, '-p', String(port), '+tries=1', '+time=2'];
const short = async (id: 'dns' | 'dns2', name = serviceName): Promise<string> =>
  (await tool('dig', [...at(id), name, 'A', '+short'])).text;

function update(lines: readonly string[], key: string | undefined): Promise<Said> {
  const head = [`server ${server('dns')} ${port}`, ...(key === undefined ? [] : [`key ${key}`])];
  return tool('nsupdate', ['-t', '3', '-r', '0'], [...head, ...lines, 'send', ''].join('\n'));
}

const good = `hmac-sha256:${practiceKey.keyName} ${practiceKey.secret}`;
const other = Buffer.alloc(32, 7).toString('base64');
const moveTo = (address: string): readonly string[] => [
  `update delete ${serviceName} A`,
  `update add ${serviceName} 7 A ${address}`,
];

test.skipIf(!tools)('dig over UDP and TCP: the record, no data, no name, another zone', async () => {
  const main = hostOf(started.lab, 'voice-a').address;
  const full = await tool('dig', [...at('dns'), '+tcp', 'VOICE.practice.test', 'A', '+noall', '+answer', '+comments']);
  const status = async (name: string, type: string): Promise<string | undefined> =>
    /status: (\w+)/.exec((await tool('dig', [...at('dns'), name, type])).text)?.[1];
  expect([
    await short('dns'),
    await short('dns2'),
    await short('dns', 'voice-c.practice.test'),
    /VOICE\.practice\.test\.\s+5\s+IN\s+A\s+(\S+)/.exec(full.text)?.[1],
    /flags: qr aa rd;/.test(full.text),
    await status(serviceName, 'AAAA'),
    await status('nobody.practice.test', 'A'),
    await status('example.com', 'A'),
  ]).toEqual([main, main, hostOf(started.lab, 'voice-c').address, main, true, 'NOERROR', 'NXDOMAIN', 'REFUSED']);
});

test.skipIf(!tools)('nsupdate with the key moves the name; without it, or with another, it does not', async () => {
  const to = hostOf(started.lab, 'voice-c').address;
  const refused = await update(moveTo(to), undefined);
  const wrongSecret = await update(moveTo(to), `hmac-sha256:${practiceKey.keyName} ${other}`);
  const wrongName = await update(moveTo(to), `hmac-sha256:somebody ${other}`);
  const before = started.lab.state().nameAt;
  const zone = await update([`zone elsewhere.test`, 'update delete x.elsewhere.test A'], good);
  const unmet = await update([`prereq nxdomain ${serviceName}`, ...moveTo(to)], good);
  const done = await update([`prereq yxrrset ${serviceName} A`, ...moveTo(to)], good);
  const gone = await update(['update delete voice-b.practice.test'], good);
  expect({
    refused: [refused.exit, /REFUSED/.test(refused.text)],
    wrongSecret: [wrongSecret.exit, /BADSIG/.test(wrongSecret.text)],
    wrongName: [wrongName.exit, /BADKEY/.test(wrongName.text)],
    before,
    zone: [zone.exit, /NOTAUTH/.test(zone.text)],
    unmet: [unmet.exit, /YXDOMAIN/.test(unmet.text)],
    done,
    gone,
    after: started.lab.state().nameAt,
    answers: [await short('dns'), await short('dns', 'voice-b.practice.test')],
  }).toEqual({
    refused: [2, true],
    wrongSecret: [2, true],
    wrongName: [2, true],
    before: 'voice-a',
    zone: [2, true],
    unmet: [2, true],
    done: { exit: 0, text: '' },
    gone: { exit: 0, text: '' },
    after: 'voice-c',
    answers: [to, ''],
  });
});

test.skipIf(!tools)('a signed question gets a signed answer', async () => {
  const { text } = await tool('dig', [
    ...at('dns'),
    '-y',
    `hmac-sha256:${practiceKey.keyName}:${practiceKey.secret}`,
    serviceName,
  ]);
  expect([/status: NOERROR/.test(text), /NOERROR 0/.test(text), /verify|BAD/i.test(text)]).toEqual([true, true, false]);
});

test.skipIf(!tools)('a clock that is wrong: BADTIME, signed, with our time', async () => {
  // nsupdate has no switch for its clock: the server's is moved instead.
  const address = '127.0.0.1';
  const changes: string[] = [];
  const service: DnsService = {
    kind: 'dns',
    host: 'dns',
    port: 0,
    zone: 'practice.test',
    records: () => ({}),
    update: { ...practiceKey, set: (name) => void changes.push(name) },
  };
  const socket = createSocket('udp4', (message, from) => {
    const answer = answerDns(message, service, Date.now() + 3_600_000);
    if (answer) socket.send(answer, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, address, resolve));
  const lines = [`server ${address} ${socket.address().port}`, `key ${good}`, 'zone practice.test', ...moveTo(address)];
  const said = await tool('nsupdate', ['-t', '3', '-r', '0'], [...lines, 'send', ''].join('\n'));
  socket.close();
  expect([said.exit, /BADTIME/.test(said.text), /verify fail/.test(said.text), changes]).toEqual([2, true, false, []]);
});

test.skipIf(!tools)('the second resolver follows later, or not while it is stale', async () => {
  const { lab } = started;
  const [main, client] = ['voice-a', 'voice-c'].map((id) => hostOf(lab, id).address);
  const tvox = lab.system('tvox');
  tvox.setTimings({ dnsLagMs: 60_000 });
  tvox.act('name client');
  const lagging = [await short('dns'), await short('dns2')];
  tvox.setTimings({ dnsLagMs: 0 });
  const followed = await short('dns2');
  tvox.act('stale-resolver');
  tvox.act('name master');
  const stale = [await short('dns'), await short('dns2')];
  tvox.act('fresh-resolver');
  await until(async () => (await short('dns2')) === main);
  expect([lagging, followed, stale]).toEqual([[client, main], client, [main, client]]);
});

test('bytes that are no message get FORMERR or nothing, and never end the server', () => {
  const service: DnsService = { kind: 'dns', host: 'dns', port: 53, zone: 'practice.test', records: () => ({}) };
  const header = Buffer.from('1234010000ff00ff00ff00ff', 'hex');
  const loop = Buffer.concat([Buffer.from('123401000001000000000000', 'hex'), Buffer.from('c00c00010001', 'hex')]);
  const answers = [Buffer.alloc(3), Buffer.from('123481000000000000000000', 'hex'), header, loop].map((bytes) =>
    answerDns(bytes, service, 0)?.toString('hex'),
  );
  const formErr = '123481810000000000000000';
  expect(answers).toEqual([undefined, undefined, formErr, formErr]);
});
