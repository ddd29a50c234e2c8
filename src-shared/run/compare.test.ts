import { expect, test } from 'vitest';
import { asId, type HostId } from '../base/ids.ts';
import type { Plan } from '../plan/plan.ts';
import { plan, portCheck, run, step } from '../../test/builders/plan-builder.ts';
import { operator, RunDriver } from '../../test/builders/run-driver.ts';
import { compareViews } from '../report/compare-views.ts';
import { en } from '../report/texts/en.ts';
import type { CompareMoment } from './compare-facts.ts';

const undo = { kind: 'run', script: 'back', hosts: [{ host: asId<HostId>('a'), env: {} }] } as const;
const compare: Plan['compare'] = [
  { id: 'role', title: 'Active node', script: 'role', hosts: [{ host: asId<HostId>('a'), env: {} }] },
];
const rollBack = { type: 'roll-back', by: operator, reason: 'enough' } as const;

function started(): RunDriver {
  return new RunDriver(plan([step('p/a', run('go', 'a'), { undo })], { compare })).start();
}

function taken(driver: RunDriver, when: CompareMoment, value: string): void {
  const data = { id: 'role', when, host: asId<HostId>('a'), value };
  driver.command({ type: 'observe', fact: { type: 'compare-taken', data } });
}

const asked = ({ facts }: RunDriver): readonly string[] =>
  facts.flatMap((fact) => (fact.type === 'compare-started' ? [fact.data.when] : []));

test('RUN-14: a rollback takes the values once more when its last undo is settled, and ends when they are there', () => {
  const driver = started();
  taken(driver, 'before', 'standby');
  driver.ended('p/a', 'a', 'passed');
  taken(driver, 'after', 'active');
  expect([driver.state.name, asked(driver)]).toEqual(['completed', ['before', 'after']]);

  driver.command(rollBack);
  expect(asked(driver)).toEqual(['before', 'after']);
  driver.ended('rollback/p/a', 'a', 'passed');
  expect([driver.state.name, asked(driver)]).toEqual(['rolling-back', ['before', 'after', 'rolled-back']]);
  taken(driver, 'rolled-back', 'standby');
  expect(driver.state.name).toBe('rolled-back');
  expect(compareViews(driver.state, en)).toEqual([
    { title: 'Active node', host: 'a', before: 'standby', after: 'active', rolledBack: 'standby', changed: false },
  ]);
});

test('RUN-14: a rollback in the middle of a change has no value of its end', () => {
  const driver = started();
  taken(driver, 'before', 'standby');
  driver.ended('p/a', 'a', 'failed');
  driver.command(rollBack);
  driver.ended('rollback/p/a', 'a', 'passed');
  taken(driver, 'rolled-back', 'unknown role');
  expect([driver.state.name, asked(driver), compareViews(driver.state, en)]).toEqual([
    'rolled-back',
    ['before', 'rolled-back'],
    [{ title: 'Active node', host: 'a', before: 'standby', rolledBack: 'unknown role', changed: true }],
  ]);
});

test('RUN-14: a rollback before any value was asked for takes none', () => {
  const driver = new RunDriver(plan([step('p/look', portCheck, {}), step('q/a', run('go', 'a'))], { compare })).start();
  driver.command(rollBack);
  driver.ended('p/look', 'app', 'failed');
  expect([driver.state.name, asked(driver)]).toEqual(['rolled-back', []]);
});

test('RUN-3: a value that was being taken when the program ended is not taken again', () => {
  const driver = started();
  taken(driver, 'before', 'standby');
  driver.ended('p/a', 'a', 'failed');
  driver.command(rollBack);
  driver.ended('rollback/p/a', 'a', 'passed');
  driver.command({ type: 'open-session', session: { version: '0', host: 'here', pid: 1, tornBytes: 0 } });
  expect([driver.state.name, driver.state.compare.at(-1)?.problem]).toEqual([
    'rolled-back',
    'its end was not seen: Drillbook ended while it ran',
  ]);
});
