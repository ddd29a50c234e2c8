import { expect, test } from 'vitest';
import { plan, portCheck, step } from '../../test/builders/plan-builder.ts';
import { RunDriver } from '../../test/builders/run-driver.ts';
import { asId, type HostId } from '../base/ids.ts';
import type { Plan, PlanAction, PlanStep } from '../plan/plan.ts';
import { hostsOf } from './plan-index.ts';
import { atPreflight, preflightChecks } from './preflight.ts';

const hosts = ['a', 'b', 'c'].map((id) => ({ host: asId<HostId>(id), env: {} }));
const onAll: PlanAction = { kind: 'check', check: { kind: 'run', script: 'true', hosts } };
const copied: PlanAction = { kind: 'copy', copy: { kind: 'download', sudo: false }, hosts };

const look = (id: string, when?: string, more: Partial<PlanStep> = {}): PlanStep =>
  step(id, onAll, { ...(when === undefined ? {} : { when }), ...more });

/** Host `b` is of another platform, and of another role. */
function mixed(steps: readonly PlanStep[]): Plan {
  const made = plan(steps);
  const hostsMade = Object.entries(made.inventory.hosts).map(([id, host]) =>
    id === 'b' ? [id, { ...host, platform: 'windows' as const, vars: { role: 'probe' } }] : [id, host],
  );
  return {
    ...made,
    inventory: { ...made.inventory, hosts: Object.fromEntries(hostsMade) as Plan['inventory']['hosts'] },
  };
}

/** Each step as preflight takes it, by its hosts; those that it leaves out are not there. */
function taken(steps: readonly PlanStep[]): Readonly<Record<string, readonly string[]>> {
  const { state } = new RunDriver(mixed(steps));
  return Object.fromEntries(
    steps.flatMap((one) => {
      const asked = atPreflight(state, one);
      return asked === undefined ? [] : [[one.id, hostsOf(asked)] as const];
    }),
  );
}

test('RUN-4: a check is taken on the hosts for which its `when` holds, and not on those of another platform', () => {
  expect(
    taken([
      look('preflight/all'),
      look('preflight/linux', 'host.platform == "linux"'),
      look('preflight/probes', 'host.vars.role == "probe"'),
      look('preflight/nowhere', 'host.platform == "aix"'),
      look('preflight/of-a-target', 'targets.all.hosts[0].platform == "linux"'),
      look('preflight/never', '"a" == "b"'),
      step('change/copied', copied, { when: 'host.platform == "windows"' }),
    ]),
  ).toEqual({
    'preflight/all': ['a', 'b', 'c'],
    'preflight/linux': ['a', 'c'],
    // Hosts without a role cannot be decided.
    'preflight/probes': ['a', 'b', 'c'],
    'preflight/of-a-target': ['a', 'b', 'c'],
    'change/copied': ['b'],
  });
});

test('RUN-4: what cannot be decided before the start is taken, host by host', () => {
  expect(
    taken([
      look('change/later', 'steps["change/made"].outputs.kind == "x"'),
      look('change/both', 'host.platform == "linux" && steps["change/made"].outputs.kind == "x"'),
    ]),
  ).toEqual({ 'change/later': ['a', 'b', 'c'], 'change/both': ['a', 'c'] });
});

test('RUN-4: a `host` that forEach has bound is that one; a check without a login is decided once', () => {
  const b = asId<HostId>('b');
  expect(
    taken([
      look('preflight/each@b', 'host.platform == "windows"', { bindings: { host: b } }),
      step('preflight/port', portCheck, { when: 'size(targets.all.hosts) == 3' }),
      step('preflight/no-port', portCheck, { when: 'size(targets.all.hosts) == 2' }),
    ]),
  ).toEqual({ 'preflight/each@b': ['a', 'b', 'c'], 'preflight/port': ['app'] });
});

test('RUN-4: a check of the other mode is not taken; the others are required in preflight phases, and shown elsewhere', () => {
  const steps = [
    look('preflight/live', undefined, { mode: 'live' }),
    look('preflight/linux', 'host.platform == "linux"'),
    look('change/aix', 'host.platform == "aix"'),
    look('change/all'),
  ];
  expect(preflightChecks(new RunDriver(mixed(steps)).state)).toEqual({
    required: ['preflight/linux'],
    shown: ['change/all'],
  });
});
