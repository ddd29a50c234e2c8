import { expect, test } from 'vitest';
import { asId, type HostId, type StepId } from '../../../src-shared/base/ids.ts';
import { shownTabs } from './dock-choice.ts';
import type { AttemptTab, DockTab, ShellTab } from './dock-tabs.ts';

const step = asId<StepId>('p/one');
const operator = { name: 'Olga Operator' };

/** An attempt that began at second `at`; without an outcome it runs. */
function attempt(id: string, at: number, outcome?: 'passed' | 'failed'): AttemptTab {
  const host = asId<HostId>(id);
  const started = { step, host, attempt: 1, purpose: 'step', simulated: false } as const;
  const end = { kind: 'exit', code: 0 } as const;
  const result = { outputs: {}, matched: [], tail: [], durationMs: 1, why: '' };
  return {
    kind: 'attempt',
    id,
    host,
    step,
    stepTitle: 'One',
    newest: true,
    numbered: false,
    scripted: true,
    tty: false,
    attempt: {
      number: 1,
      started,
      startedAt: `2026-11-21T00:00:0${at}.000Z`,
      ...(outcome === undefined ? {} : { ended: { step, host, attempt: 1, end, outcome, ...result } }),
    },
  };
}

function shell(id: string, at: number): ShellTab {
  const host = asId<HostId>('a');
  const opened = { terminal: id, host, by: operator, recordingName: `terminal.${id}.a`, columns: 80, rows: 24 };
  return { kind: 'shell', id, host, shell: { ...opened, openedAt: `2026-11-21T00:00:0${at}.000Z` } };
}

const auto = { step: undefined, first: undefined, second: undefined, split: false };

function shown(tabs: readonly DockTab[], choice: Partial<typeof auto> | object = {}, before?: string): unknown {
  const { first, second } = shownTabs(tabs, { ...auto, ...choice }, step, before);
  return [first?.id, second?.id];
}

test.each<readonly [string, readonly DockTab[], string | undefined]>([
  ['what runs', [attempt('a', 1, 'failed'), attempt('b', 2), attempt('c', 3, 'passed')], 'b'],
  ['else a shell that is open', [attempt('a', 1, 'failed'), shell('t1', 0)], 't1'],
  ['else what went wrong', [attempt('a', 1, 'failed'), attempt('b', 2, 'passed')], 'a'],
  ['else the newest', [attempt('a', 2, 'passed'), attempt('b', 1, 'passed')], 'a'],
  ['nothing where nothing is', [], undefined],
])('without a choice: %s', (_, tabs, first) => {
  expect(shown(tabs)).toEqual([first, undefined]);
});

test('what is read while it runs stays, until it ends', () => {
  const running = [attempt('a', 1), attempt('b', 2)];
  expect([shown(running), shown(running, {}, 'a')]).toEqual([
    ['b', undefined],
    ['a', undefined],
  ]);
  expect(shown([attempt('a', 1, 'passed'), attempt('b', 2)], {}, 'a')).toEqual(['b', undefined]);
});

test('a choice holds for its step; a shell that somebody works in stays in front of any', () => {
  const tabs = [attempt('a', 1, 'passed'), attempt('b', 2), shell('t1', 0)];
  expect(shown(tabs, { step, first: 'a' })).toEqual(['a', undefined]);
  expect(shown(tabs, { step: asId<StepId>('p/other'), first: 'a' })).toEqual(['b', undefined]);
  expect(shown(tabs, { step: asId<StepId>('p/other'), first: 't1' })).toEqual(['t1', undefined]);
});

test('two panes never show the same', () => {
  const tabs = [attempt('a', 1), attempt('b', 2)];
  expect(shown(tabs, { split: true })).toEqual(['b', 'a']);
  expect(shown(tabs, { step, split: true, first: 'a', second: 'a' })).toEqual(['a', undefined]);
  expect(shown(tabs.slice(0, 1), { split: true })).toEqual(['a', undefined]);
});
