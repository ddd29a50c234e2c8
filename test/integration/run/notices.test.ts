import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenRun } from '../../../src-main/app/open-run.ts';
import { snmpEngine } from '../../../src-shared/runbook/steps/notify-words.ts';
import {
  makeCertificate,
  startDatagramSink,
  startHookSink,
  startMailSink,
  startSyslogSink,
  startTrapSink,
  type Certificate,
} from './sinks.ts';
import { createSite, stepId, type Site } from './site.ts';

let site: Site;
let certificate: Certificate;

beforeAll(async () => {
  site = await createSite();
  certificate = makeCertificate(site.folder);
});
afterAll(() => site.dispose());

const secret = 'parameters: { token: { type: secret, title: Token } }';
const phase = (...steps: readonly string[]): string =>
  `  - id: tell\n    title: Tell\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`;

function attemptOf(run: OpenRun, id: string) {
  return run.state.steps.get(stepId(id))?.hosts[0]?.attempts.at(-1)?.ended;
}

const toldOf = (run: OpenRun, id: string): unknown => {
  const ended = attemptOf(run, id);
  return [ended?.outcome, ended?.why];
};

const mail = (id: string, port: number, to: string, more: string): string =>
  `{ id: ${id}, title: Mail, onFailure: continue, notify: { mail: { server: "127.0.0.1:${port}", ca: ${JSON.stringify(certificate.cert)}, from: "Desk <drill@example.test>", to: ${to}, subject: "Drill of {{ targets.one.host.name }}", text: "It begins: ${id}."${more} } } }`;

test('a mail goes out encrypted, with a login, and says that it is a rehearsal; what was refused is said', async () => {
  const sink = await startMailSink(certificate);
  const run = await site.start(
    phase(
      mail('good', sink.port, '[noc@example.test, dr@example.test]', ', user: dr, password: token'),
      mail('refused', sink.port, 'nobody@example.test', ''),
      mail('half', sink.port, '[noc@example.test, nobody@example.test]', ''),
      mail('plain', sink.port, 'noc@example.test', ', security: tls'),
    ),
    secret,
  );
  const server = `127.0.0.1:${sink.port}`;
  expect(['good', 'refused', 'half', 'plain'].map((id) => toldOf(run, `tell/${id}`))).toEqual([
    ['passed', `accepted by ${server}: 250 2.0.0 queued as 4711`],
    ['failed', expect.stringMatching(/^refused by .*550 5\.1\.1 nobody here/s) as string],
    ['failed', `accepted by ${server}, and refused for nobody@example.test`],
    ['failed', expect.stringContaining('nothing was sent') as string],
  ]);
  const [first] = sink.mails;
  expect([
    first?.login,
    first?.to,
    /^Subject: (.*)$/m.exec(first?.text ?? '')?.[1],
    first?.text.split('\n\n')[1]?.trim(),
  ]).toEqual([
    '|dr|hunter2-hunter2',
    ['noc@example.test', 'dr@example.test'],
    '[rehearsal] Drill of Host a',
    '[rehearsal] It begins: good.',
  ]);
  await run.close();
  await sink.stop();
});

test('a mail whose acceptance was not seen is unknown; a server that nobody vouches for is told nothing', async () => {
  const sink = await startMailSink(certificate);
  sink.after = 'hang-up';
  const run = await site.start(phase(mail('lost', sink.port, 'noc@example.test', '')));
  expect([run.state.steps.get(stepId('tell/lost'))?.state, toldOf(run, 'tell/lost'), sink.mails.length]).toEqual([
    'unknown',
    ['unknown', expect.stringContaining('whether the mail was accepted was not seen') as string],
    1,
  ]);
  await run.close();
  const other = mail('stranger', sink.port, 'noc@example.test', '').replace(/ca: "[^"]*", /, '');
  const second = await site.start(phase(other));
  expect([toldOf(second, 'tell/stranger'), sink.mails.length]).toEqual([
    ['failed', expect.stringMatching(/^nothing was sent: .*certificate/s) as string],
    1,
  ]);
  await second.close();
  await sink.stop();
});

test('a webhook is tried again where that can help, with the same key, and not where it cannot', async () => {
  const flaky = await startHookSink([503, 429, 204]);
  const wrong = await startHookSink([404]);
  const away = await startHookSink([302]);
  const hook = (id: string, port: number, more = ''): string =>
    `{ id: ${id}, title: Hook, onFailure: continue, notify: { webhook: { url: "http://127.0.0.1:${port}/dr", text: Begins${more} } } }`;
  const run = await site.start(
    phase(
      hook('flaky', flaky.port, ', bearer: token, header: { name: X-Key, secret: token }'),
      hook('wrong', wrong.port),
      hook('away', away.port),
    ),
    secret,
  );
  expect(['flaky', 'wrong', 'away'].map((id) => toldOf(run, `tell/${id}`))).toEqual([
    ['passed', 'answered 204 at try 3'],
    ['failed', 'answered 404: said 404'],
    ['failed', 'answered 302, and redirects are not followed: said 302'],
  ]);
  const keys = new Set(flaky.asked.map(({ headers }) => headers['idempotency-key']));
  const [first] = flaky.asked;
  expect([keys, first?.headers.authorization, first?.headers['x-key'], JSON.parse(first?.body ?? '')]).toEqual([
    new Set([`"${run.runId}/tell/flaky"`]),
    'Bearer hunter2-hunter2',
    'hunter2-hunter2',
    { text: '[rehearsal] Begins', run: run.runId, step: 'tell/flaky', title: 'Hook', mode: 'rehearsal' },
  ]);
  expect(JSON.stringify(run.records).includes('hunter2')).toBe(false);
  await run.close();
  await Promise.all([flaky.stop(), wrong.stop(), away.stop()]);
});

test('syslog arrives as RFC 5424 by UDP, TCP and TLS; nobody there is a failure, where that can be seen', async () => {
  const udp = await startDatagramSink();
  const tcp = await startSyslogSink('tcp', certificate);
  const tls = await startSyslogSink('tls', certificate);
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port: nobody } = closed.address() as { port: number };
  await new Promise((resolve) => closed.close(resolve));
  const line = (id: string, port: number, more: string): string =>
    `{ id: ${id}, title: Log, onFailure: continue, notify: { syslog: { server: "127.0.0.1:${port}", text: "Beginnt: ä"${more} } } }`;
  const ca = `, ca: ${JSON.stringify(certificate.cert)}`;
  const run = await site.start(
    phase(
      line('udp', udp.port, ', facility: local7, severity: warning'),
      line('tcp', tcp.port, ', transport: tcp'),
      line('tls', tls.port, `, transport: tls${ca}`),
      line('nobody', nobody, ', transport: tcp'),
    ),
  );
  await Promise.all([udp.arrived(), tcp.arrived(), tls.arrived()]);
  const message = (code: number, id: string): string =>
    `<${code}>1 \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z \\S+ drillbook \\d+ notify \\[drill@32473 run="${run.runId}" step="tell/${id}"\\] \uFEFF\\[rehearsal\\] Beginnt: ä$`;
  expect(udp.text()).toMatch(new RegExp(`^${message(188, 'udp')}`));
  for (const [sink, id] of [
    [tcp, 'tcp'],
    [tls, 'tls'],
  ] as const) {
    const [, count, text = ''] = /^(\d+) (.*)$/s.exec(sink.text()) ?? [];
    expect(Number(count)).toBe(Buffer.byteLength(text));
    expect(text).toMatch(new RegExp(`^${message(133, id)}`));
  }
  expect([toldOf(run, 'tell/udp'), toldOf(run, 'tell/nobody')]).toEqual([
    ['passed', `sent to 127.0.0.1:${udp.port} by UDP; syslog gives no receipt`],
    ['failed', expect.stringMatching(/^nothing was sent to 127\.0\.0\.1:\d+: .*ECONNREFUSED/) as string],
  ]);
  await run.close();
  await Promise.all([udp.stop(), tcp.stop(), tls.stop()]);
});

test('a trap reaches a real snmptrapd, of version 2c and of version 3, and an inform is acknowledged', async () => {
  const sink = await startTrapSink(site.folder, snmpEngine, 'hunter2-hunter2');
  if (sink === undefined) {
    process.stderr.write('skipped: snmptrapd is not installed\n');
    return;
  }
  const trap = (id: string, more: string): string =>
    `{ id: ${id}, title: Trap, onFailure: continue, notify: { snmp: { to: "127.0.0.1:${sink.port}", oid: 1.3.6.1.4.1.8072.9999.1, text: "begins ${id}"${more} } } }`;
  const v3 = ', v3: { user: drill, auth: token, privacy: token }';
  const run = await site.start(phase(trap('two', ''), trap('three', v3), trap('receipt', ', inform: true')), secret);
  const lines = [await sink.line('begins two'), await sink.line('begins three'), await sink.line('begins receipt')];
  const heard = (id: string): unknown => expect.stringContaining(`[rehearsal] begins ${id}`);
  expect([lines, ...['two', 'three', 'receipt'].map((id) => toldOf(run, `tell/${id}`))]).toEqual([
    [heard('two'), heard('three'), heard('receipt')],
    ['passed', `sent to 127.0.0.1:${sink.port}; a trap gives no receipt`],
    ['passed', `sent to 127.0.0.1:${sink.port}; a trap gives no receipt`],
    ['passed', `acknowledged by 127.0.0.1:${sink.port}`],
  ]);
  await run.close();
  await sink.stop();
});
