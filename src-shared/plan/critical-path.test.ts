import { expect, test } from 'vitest';
import { soundPlan } from '../../test/fixtures/plan/plan-from-yaml.ts';

const pathOf = (phases: string) => soundPlan(`people: { tester: {} }\nphases: [${phases}]`).criticalPath;

test('the longest chain: takes, waits, for, due delays; phases are barriers', () => {
  const phases: readonly string[] = [
    '{ id: p, steps: [{ id: a, wait: 10s }, { id: b, manual: x, takes: 5s }] }',
    '{ id: p, steps: [{ id: a, wait: 10s }, { id: b, needs: [], wait: 30s }, { id: c, needs: [a], wait: 15s }] }',
    '{ id: p, steps: [{ id: a, wait: 10s }, { id: b, needs: [], wait: 3s }] }, { id: q, steps: [{ id: c, wait: 1s }] }',
    '{ id: p, steps: [{ id: a, needs: [b], wait: 1s }, { id: b, needs: [], wait: 2s }] }',
    '{ id: p, steps: [{ id: a, check: { ping: { to: client } }, for: 40s, takes: 10s }, { id: b, wait: { until: "03:00" } }] }',
    '{ id: p, steps: [{ id: a, forEach: { n: [master] }, on: n, run: date, takes: 1s }, { id: b, wait: 1500ms }] }',
  ];
  expect(phases.map((one) => pathOf(one))).toEqual([
    { seconds: 15, steps: ['p/a', 'p/b'] },
    { seconds: 30, steps: ['p/b'] },
    { seconds: 11, steps: ['p/a', 'q/c'] },
    { seconds: 3, steps: ['p/b', 'p/a'] },
    { seconds: 40, steps: ['p/a', 'p/b'] },
    { seconds: 3, steps: ['p/a@b', 'p/b'] },
  ]);
});

test('a step that can never take place takes no time; what the run decides counts', () => {
  const plan = soundPlan(`
    parameters: { tool: { type: string, default: none } }
    phases:
      - id: p
        steps:
          - { id: never, when: 'params.tool != "none"', wait: 60s }
          - { id: open, when: 'steps["p/never"].state == "passed"', wait: 5s }
          - { id: wrong, when: 'params.nothing', wait: 2s }`);
  expect(plan.criticalPath).toEqual({ seconds: 7, steps: ['p/never', 'p/open', 'p/wrong'] });
});

test('due evidence holds its form open, counted through its chain', () => {
  const plan = soundPlan(`
    people: { tester: {} }
    phases: [{ id: p, steps: [{ id: a, wait: 60s }, { id: early, needs: [], wait: 5s }, { id: f, needs: [], form: f }] }]
    forms:
      - id: f
        groups:
          - cases:
              - { id: x, procedure: P, expected: E, due: { after: y, by: 10s } }
              - { id: y, procedure: P, expected: E, due: { after: p/early, by: 20s } }
              - { id: z, procedure: P, expected: E, due: { after: p/a, by: 30s } }`);
  expect(plan.criticalPath).toEqual({ seconds: 90, steps: ['p/a', 'p/f', 'final/sign/tester'] });
});

test('a chain of thousands of steps is no trouble', () => {
  const steps = Array.from(
    { length: 3000 },
    (_, at) => `{ id: s${at}, needs: [${at < 2999 ? `s${at + 1}` : ''}], wait: 1s }`,
  );
  expect(pathOf(`{ id: p, steps: [${steps.join(', ')}] }`).seconds).toBe(3000);
});
