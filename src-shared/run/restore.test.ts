import { expect, test } from 'vitest';
import { asId, type StepId } from '../base/ids.ts';
import type { PlanAction } from '../plan/plan.ts';
import { plan, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver } from '../../test/builders/run-driver.ts';
import { stepOf } from './plan-index.ts';

const nameServer = { at: { address: '192.0.2.53' }, port: 53 };
const dnsAction: PlanAction = {
  kind: 'dns',
  change: {
    server: nameServer,
    zone: 'z.test',
    name: 'n.z.test',
    type: 'A',
    ttl: 60,
    set: ['192.0.2.20'],
    resolvers: [nameServer],
  },
};

test('RUN-29: what an attempt found is kept while it is under way, and a rollback has the action that puts it back', () => {
  const driver = new RunDriver(plan([step('p/name', dnsAction, { undo: { kind: 'restore' } })])).start();
  const keep = (ttl: number): void => {
    const data = { step: asId<StepId>('p/name'), host: 'app', attempt: 1, found: { ttl } } as const;
    driver.command({ type: 'observe', fact: { type: 'before-kept', data } });
  };
  keep(240);
  driver.ended('p/name', 'app', 'passed', { end: { kind: 'observed', samples: 1 } });
  keep(1);
  driver.command({ type: 'roll-back', by: operator, reason: 'enough' });
  expect([
    driver.state.steps.get(asId('p/name'))?.hosts[0]?.attempts.map(({ kept }) => kept),
    stepOf(driver.state, asId('rollback/p/name'))?.action,
    driver.stateOf('rollback/p/name'),
  ]).toEqual([[{ ttl: 240 }], { ...dnsAction, restores: 'p/name' }, 'running']);
});

test('RUN-3: an update that was under way when the program ended is unknown, and what it found is still known', () => {
  const driver = new RunDriver(plan([step('p/name', dnsAction, { undo: { kind: 'restore' } })])).start();
  const data = { step: asId<StepId>('p/name'), host: 'app', attempt: 1, found: { ttl: 240 } } as const;
  driver.command({ type: 'observe', fact: { type: 'before-kept', data } });
  const session = { version: '0', host: 'here', pid: 1, tornBytes: 0 };
  driver.command({ type: 'open-session', session });
  expect([driver.stateOf('p/name'), driver.state.steps.get(asId('p/name'))?.hosts[0]?.attempts[0]?.kept]).toEqual([
    'unknown',
    { ttl: 240 },
  ]);
});
