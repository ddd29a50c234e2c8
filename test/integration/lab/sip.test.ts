import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hostOf, labForTest, until, type TestLab } from './lab-client.ts';

const port = 25060;
let started: TestLab;

beforeEach(async () => {
  started = await labForTest();
});
afterEach(() => started.end());

function options(transport: 'UDP' | 'TCP', more = ''): string {
  return [
    'OPTIONS sip:voice.practice.test SIP/2.0',
    `Via: SIP/2.0/${transport} 192.0.2.1:5060;branch=z9hG4bK7;rport`,
    'v: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK6',
    'f: <sip:probe@practice.test>;tag=1',
    'To: <sip:voice.practice.test>',
    'i: 77@192.0.2.1',
    'CSeq: 5 OPTIONS',
    'Max-Forwards: 70',
    'Content-Length: 0',
    '',
    more,
  ].join('\r\n');
}

/** The answer to one datagram; `silence` when the port is closed or nothing came in time. */
function udp(host: string, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const end = (said: string): void => {
      clearTimeout(timer);
      socket.close();
      resolve(said);
    };
    const timer = setTimeout(() => {
      end('silence');
    }, 300);
    socket.on('error', () => {
      end('silence');
    });
    socket.on('message', (message) => {
      end(message.toString());
    });
    socket.connect(port, hostOf(started.lab, host).address, () => {
      socket.send(text);
    });
  });
}

function tcp(host: string, chunks: readonly string[], until: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, hostOf(started.lab, host).address);
    let said = '';
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!until.test(said)) return;
      socket.destroy();
      resolve(said);
    });
    for (const chunk of chunks) socket.write(chunk);
  });
}

test('OPTIONS over UDP: what an answer must repeat, where it came from, and a tag of its own', async () => {
  const lines = (await udp('voice-a', options('UDP'))).split('\r\n');
  expect(lines).toEqual([
    'SIP/2.0 200 OK',
    expect.stringMatching(
      /^Via: SIP\/2\.0\/UDP 192\.0\.2\.1:5060;branch=z9hG4bK7;rport=\d+;received=127\.\d+\.\d+\.\d+$/,
    ),
    'Via: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK6',
    'From: <sip:probe@practice.test>;tag=1',
    expect.stringMatching(/^To: <sip:voice\.practice\.test>;tag=[0-9a-f]{12}$/),
    'Call-ID: 77@192.0.2.1',
    'CSeq: 5 OPTIONS',
    'Allow: OPTIONS',
    'Server: drillbook practice lab',
    'Content-Length: 0',
    '',
    '',
  ]);
});

test('over TCP two requests in odd pieces get two answers', async () => {
  const both = `\r\n\r\n${options('TCP')}${options('TCP').replace('OPTIONS sip', 'INVITE sip')}`;
  const said = await tcp('voice-a', [both.slice(0, 50), both.slice(50)], /405[^]*\r\n\r\n$/);
  expect(said.match(/^SIP\/2\.0 .*$/gm)?.map((line) => line.trim())).toEqual([
    'SIP/2.0 200 OK',
    'SIP/2.0 405 Method Not Allowed',
  ]);
});

test('only the machine that serves says 200; one that is off says nothing; what is no SIP gets nothing', async () => {
  const { lab } = started;
  const status = async (host: string): Promise<string> => (await udp(host, options('UDP'))).slice(0, 11).trim();
  const all = (): Promise<readonly string[]> => Promise.all(['voice-a', 'voice-b', 'voice-c'].map(status));
  const before = await all();
  lab.powerOff('voice-a', { mains: true });
  const cluster = await all();
  lab.powerOff('voice-b', { mains: true });
  lab.tvox.press('activate');
  const activated = await all();
  lab.powerOn('voice-a');
  await until(() => lab.state().power['voice-a'] === 'on');
  expect([before, cluster, activated, await all(), await udp('voice-c', 'hello')]).toEqual([
    ['SIP/2.0 200', 'SIP/2.0 503', 'SIP/2.0 503'],
    ['silence', 'SIP/2.0 200', 'SIP/2.0 503'],
    ['silence', 'silence', 'SIP/2.0 200'],
    ['SIP/2.0 200', 'silence', 'SIP/2.0 200'],
    'silence',
  ]);
});
