import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startFailoverSite, type FailoverSite } from './failover-site.ts';
import { troubles } from './bed-troubles.ts';
import { whyNoBed } from './why-no-bed.ts';

const noBed = whyNoBed() !== undefined;
// A failover waits for silence five seconds at a time; on a busy machine it takes a minute.
vi.setConfig({ testTimeout: 180_000 });
let site: FailoverSite;
beforeEach(async () => {
  // An old TTL that outlives the patience of the run.
  if (!noBed) site = await startFailoverSite({ ttl: 600 });
});
afterEach(() => (noBed ? undefined : site.end()));

const statesOf = (steps: Readonly<Record<string, { readonly state: string }>>, ...ids: readonly string[]): unknown =>
  ids.map((id) => steps[id]?.state);

test.skipIf(noBed)(
  'a firewall that lets one machine through: the proof names the open port, nothing is taken over',
  async () => {
    const { standby } = site.bed.hosts;
    troubles['half-open'].begin(site.bed);
    const run = await site.run({ set: { dark_for: '6s', dark_within: '8s' } });
    const { steps } = await run.status();
    const states = statesOf(steps, 'isolate/firewall', 'isolate/dark', 'takeover/take-vip');
    expect([run.code, states], run.stdout).toEqual([3, ['passed', 'failed', 'waiting']]);
    expect(run.stdout).toMatch(/isolate\/dark: .*still open: primary:8080 from observer\b/);
    expect(standby.run(['ip', '-o', 'addr']).stdout).not.toContain(site.bed.vip);
  },
);

test.skipIf(noBed)('a standby that already holds the VIP: told before the start', async () => {
  troubles['two-holders'].begin(site.bed);
  const run = await site.run();
  const { state, steps } = await run.status();
  expect([run.code, state, statesOf(steps, 'isolate/stop')], run.stdout).toEqual([3, 'approved', ['waiting']]);
  expect(run.stdout).toMatch(/problem +preflight\/vip-not-at-standby: standby: .*/);
});

test.skipIf(noBed)('a resolver that still gives the old address: named, with what it says and its TTL', async () => {
  const { hosts } = site.bed;
  // For ten minutes.
  troubles.stale.begin(site.bed);
  const run = await site.run({ set: { name_within: '3s' } });
  const { steps } = await run.status();
  expect([run.code, statesOf(steps, 'takeover/sip-at-vip', 'name/record')], run.stdout).toEqual([
    3,
    ['passed', 'failed'],
  ]);
  expect(run.stdout).toMatch(new RegExp(`name/record: .*${hosts.ns3.address.replaceAll('.', String.raw`\.`)}`));
  expect(run.stdout).toContain(hosts.primary.address);
});

test.skipIf(noBed)('a primary that is cut off: its steps are owed, and done first when it is back', async () => {
  const { hosts, vip } = site.bed;
  const { primary, observer } = hosts;
  troubles['no-primary'].begin(site.bed);
  const answers = '  - { preflight: "**", accept: { by: operator, reason: The primary does not answer } }\n';
  const run = await site.run({ answers, set: { resolver_2: hosts.ns1.address } });
  const owed = ['isolate/stop', 'isolate/drop-vip', 'isolate/firewall'];
  const before = (await run.status()).steps;
  expect([run.code, statesOf(before, ...owed, 'takeover/sip-at-vip')], run.stdout).toEqual([
    3,
    ['owed', 'owed', 'owed', 'passed'],
  ]);
  // It comes back as it went: with the VIP and the service, two machines of one address.
  troubles['no-primary'].until(site.bed);
  const resumed = await run.resume();
  const after = (await run.status()).steps;
  const held = primary.run(['ip', '-o', 'addr']).stdout.includes(` ${vip}/`);
  const health = observer.run(['curl', '-sS', '-m', '3', `http://${vip}:8080/health`], { mayFail: true }).stdout;
  expect([resumed.code, statesOf(after, ...owed), held, health], resumed.stdout).toEqual([
    0,
    ['passed', 'passed', 'passed'],
    false,
    'ok standby\n',
  ]);
});
