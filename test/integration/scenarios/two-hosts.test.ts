import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Place, runFolderOf } from '../cli/drillbook.ts';
import { startGate, type Gate } from '../run/gate.ts';
import { startSshd, type Sshd } from '../ssh/sshd.ts';
import { changedAnswers } from '../systems/system-practice.ts';
import { attemptedOf, journalOf } from './practice.ts';

const sshdIsHere = existsSync('/usr/sbin/sshd');
if (!sshdIsHere) process.stderr.write('Skipped: the activation on two real hosts needs openssh-server (sshd).\n');

const root = resolve(import.meta.dirname, '../../..');
const runbook = join(root, 'runbooks/tvox/activation.yaml');
const answers = join(root, 'test/fixtures/answers/two-hosts.answers.yaml');
const masterAddress = '127.0.0.2';

const place = new Place();
let master: Sshd;
let client: Sshd;
let masterGate: Gate;
let clientGate: Gate;

beforeAll(async () => {
  if (!sshdIsHere) return;
  [master, client] = await Promise.all([startSshd({ address: masterAddress }), startSshd()]);
  masterGate = await startGate(master.address, master.port);
  clientGate = await startGate(client.address, client.port);
});
afterAll(async () => {
  if (sshdIsHere) await Promise.all([masterGate.shut(), clientGate.shut(), master.stop(), client.stop()]);
  await place.dispose();
});

function inventory(): string {
  const host = (id: string, sshd: Sshd, gate: Gate): string =>
    `  ${id}: { name: ${id}, address: ${sshd.address}, port: ${gate.port}, user: ${sshd.user}, auth: { key: ${sshd.keyFile} }, hostKey: "${sshd.hostKeyLine}", platform: linux, sudo: none, ports: { 22: ${gate.port} } }\n`;
  return place.file(
    'site.inventory.yaml',
    `drillbook: 1
kind: inventory
id: two-hosts
practice: false
hosts:
${host('voice-m', master, masterGate)}${host('voice-d', client, clientGate)}bindings: { tvox-activation: { master: voice-m, client: voice-d } }
parameters:
  tvox-activation: { service_name: localhost, client_ip: 127.0.0.1, main_ip: ${masterAddress}, dark_for: 1s, still_after: 1s, sip_check: false }
`,
  );
}

const stopOf = (stdout: string): string | undefined => /^not taken .*/m.exec(stdout)?.[0];

test.skipIf(!sshdIsHere)(
  'two real hosts, in rehearsal: nothing destructive is sent, and the button waits for dark',
  async () => {
    const before = place.file('before.yaml', changedAnswers(answers, { without: ['decision/go'] }));
    const first = await place.run(
      'run',
      runbook,
      '--inventory',
      inventory(),
      '--mode',
      'rehearsal',
      '--answers',
      before,
    );
    const folder = runFolderOf(first.stdout);
    await masterGate.shut();
    const upToPress = place.file('press.yaml', changedAnswers(answers, { without: ['activate/press'] }));
    const offered = await place.run('resume', folder, '--answers', upToPress);
    expect([first.code, offered.code, attemptedOf(journalOf(folder))]).toEqual([
      3,
      3,
      ['isolate/power-off', 'isolate/dark'],
    ]);

    // The app's own link is down: whether the master is dark cannot be seen any more.
    await clientGate.shut();
    const blind = await place.run('resume', folder, '--answers', answers);
    await clientGate.open();
    await masterGate.open();
    const back = await place.run('resume', folder, '--answers', answers);
    expect([blind.code, stopOf(blind.stdout), back.code, stopOf(back.stdout)]).toEqual([
      3,
      expect.stringMatching(/STOP: the guard isolate\/dark does not hold now \(cannot tell: /),
      3,
      expect.stringMatching(/STOP: the guard isolate\/dark does not hold now \(still open: voice-m/),
    ]);

    await masterGate.shut();
    const done = await place.run('resume', folder, '--answers', answers);
    const sent = journalOf(folder).flatMap(({ type, data }) =>
      type === 'attempt-started' ? [`${data.step} ${data.simulated ? 'simulated' : 'sent'}`] : [],
    );
    expect([done.code, sent]).toEqual([
      0,
      ['isolate/power-off simulated', 'isolate/dark sent', 'reroute/name-resolves sent', 'phones/still-dark sent'],
    ]);
    expect(done.stdout).toContain('\ncompleted with 2 skipped, 1 simulated\nAccepted: 11 of 11 verdicts, 11 PASS\n');
    const report = place.file('report.html', '');
    await place.run('report', folder, '--format', 'html', '--out', report);
    const verified = await place.run('verify', folder);
    expect([
      verified.code,
      /simulated: a rehearsal sends nothing destructive/.test(readFileSync(report, 'utf8')),
    ]).toEqual([0, true]);
  },
);
