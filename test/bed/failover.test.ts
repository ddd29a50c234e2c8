import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startFailoverSite, type FailoverSite } from './failover-site.ts';
import { watchOutage } from './outage-watch.ts';
import { sipPort } from './voice-service.ts';
import { whyNoBed } from './why-no-bed.ts';

const noBed = whyNoBed() !== undefined;
// A failover waits for silence five seconds at a time; on a busy machine it takes a minute.
vi.setConfig({ testTimeout: 180_000 });
/** How far the run's meter may be from an independent one, in seconds. */
const apart = 0.5;

let site: FailoverSite;
beforeAll(async () => {
  if (!noBed) site = await startFailoverSite();
});
afterAll(() => (noBed ? undefined : site.end()));

/** Who serves, as the world shows it: by the VIP, and by the name at each resolver. */
function servedBy(): readonly string[] {
  const { network, hosts, names, vip } = site.bed;
  const who: Readonly<Record<string, string>> = {
    [hosts.primary.address]: 'primary',
    [hosts.standby.address]: 'standby',
  };
  const health = ['curl', '-sS', '-m', '3', `http://${vip}:8080/health`];
  const byVip = hosts.observer.run(health, { mayFail: true }).stdout.trim();
  const byName = [hosts.ns1, hosts.ns2].map((server) => who[names.ask(server).join()] ?? network.prefix);
  return [byVip, ...byName];
}

const secondsOf = (gaps: readonly { readonly seconds: number }[] | undefined): readonly number[] =>
  (gaps ?? []).map(({ seconds }) => seconds);

test.skipIf(noBed)('a service moves, the run is sealed, its report verifies, and its meter agrees', async () => {
  const watch = watchOutage(site.bed.vip, sipPort);
  const run = await site.run();
  const seen = watch.end().map((ms) => ms / 1000);
  const { state, probes } = await run.status();
  expect([run.code, state, servedBy()], run.stdout + run.stderr).toEqual([
    0,
    'sealed',
    ['ok standby', 'standby', 'standby'],
  ]);
  const metered = secondsOf(probes['sip']?.outages);
  expect([metered.length, seen.length, Math.abs((metered[0] ?? NaN) - (seen[0] ?? NaN)) < apart]).toEqual([1, 1, true]);

  const { sinks, hosts } = site.bed;
  const told = sinks.received.map(({ kind, text }) => [kind, /\[rehearsal\]/.test(text)]);
  const traps = hosts.noc.log('snmptrapd').match(/1\.3\.6\.1\.4\.1\.8072\.9999\.1\.1 = STRING: .*/g) ?? [];
  expect([told.map(([kind]) => kind).sort(), traps.length]).toEqual([['mail', 'mail', 'syslog', 'syslog'], 2]);

  const pdf = join(site.place.folder, 'failover.pdf');
  const html = join(site.place.folder, 'failover.html');
  const made = await site.place.run('report', run.folder, '--out', pdf);
  await site.place.run('report', run.folder, '--format', 'html', '--out', html);
  const verified = [await site.place.run('verify', pdf), await site.place.run('verify', run.folder)];
  expect([made.code, verified.map(({ code }) => code)]).toEqual([0, [0, 0]]);
  expect(readFileSync(html, 'utf8')).toContain('SIP answers at the VIP');
});

test.skipIf(noBed)('the same runbook moves it back, and a rollback takes that back, newest first', async () => {
  const back = await site.run({ back: true, noSeal: true });
  expect([back.code, servedBy()], back.stdout + back.stderr).toEqual([0, ['ok primary', 'primary', 'primary']]);
  const rolledBack = await back.rollback();
  const order = [...rolledBack.stdout.matchAll(/^\S+ +running +rollback\/(\S+)/gm)].map(([, step]) => step);
  expect([rolledBack.code, order, servedBy()], rolledBack.stdout + rolledBack.stderr).toEqual([
    0,
    [
      'name/record',
      'takeover/start',
      'takeover/take-vip',
      'isolate/firewall',
      'isolate/drop-vip',
      'isolate/stop',
      'prepare/open',
    ],
    ['ok standby', 'standby', 'standby'],
  ]);
});
