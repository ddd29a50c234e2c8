import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Sha256 } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { InventoryDocument } from '../runbook/inventory-schema.ts';
import type { RunbookDocument } from '../runbook/runbook-schema.ts';
import { canonicalPlan } from './canonical.ts';
import type { PlanInput } from './make-plan.ts';
import { makePlan } from './make-plan.ts';
import type { Plan } from './plan.ts';
import { planDot } from './plan-dot.ts';
import { planJson } from './plan-json.ts';
import { planText } from './plan-text.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../test/fixtures/plan/${name}`, import.meta.url), 'utf8');
const hash = asId<Sha256>('0'.repeat(64));

function exampleInput(): PlanInput {
  const runbookText = fixture('example.runbook.yaml');
  return {
    runbook: parse(runbookText) as RunbookDocument,
    runbookText,
    inventory: parse(fixture('example.inventory.yaml')) as InventoryDocument,
    resolvedAliases: {
      'tvox-client': { hostName: '192.0.2.20', user: 'dr', identityFile: ['~/.ssh/client'], proxyJump: [] },
    },
    parameters: { dark_for: '1m' },
    givenSecrets: new Set(['tsig_key']),
  };
}

function planOf(input: PlanInput): Plan {
  const result = makePlan(input);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.plan;
}

test('the runbook of the format, as JSON, as text and as a graph', async () => {
  const plan = planOf(exampleInput());
  await expect(`${JSON.stringify(planJson(plan, hash), undefined, 2)}\n`).toMatchFileSnapshot(
    '../../test/fixtures/plan/example.plan.json',
  );
  await expect(planText(plan, hash)).toMatchFileSnapshot('../../test/fixtures/plan/example.plan.txt');
  await expect(planDot(plan)).toMatchFileSnapshot('../../test/fixtures/plan/example.plan.dot');
});

test('the canonical form of the example is what it has always been', async () => {
  // One more line feed than plan.json has: the file ends as text files do.
  await expect(`${canonicalPlan(planOf(exampleInput()))}\n`).toMatchFileSnapshot(
    '../../test/fixtures/plan/example.canonical.json',
  );
});

/** The same value with the keys of every object in another order. Lists keep theirs: it means something. */
function shuffled(value: unknown, order: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, order));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, shuffled(item, order)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (order(a) < order(b) ? -1 : 1)));
}

test('the same inputs give the same text, whatever the order of their keys', () => {
  const input = exampleInput();
  const expected = canonicalPlan(planOf(input));
  fc.assert(
    fc.property(fc.string(), (salt) => {
      const order = (text: string): string => createHash('sha256').update(`${salt}${text}`).digest('hex');
      const runbook = shuffled(input.runbook, order) as RunbookDocument;
      const inventory = shuffled(input.inventory, order) as InventoryDocument;
      expect(canonicalPlan(planOf({ ...input, runbook, inventory }))).toBe(expected);
    }),
    { numRuns: 30 },
  );
});

test('any text of a parameter reaches the plan as it is, and nothing else of the plan changes', () => {
  const input = exampleInput();
  const runbook: RunbookDocument = {
    ...input.runbook,
    parameters: { ...input.runbook.parameters, service_name: { type: 'string' } },
  };
  const valueIn = (plan: Plan): unknown => {
    const action = plan.steps.find((step) => step.id === 'activate/role')?.action;
    return action?.kind === 'run' ? action.hosts[0]?.env['SERVICE'] : undefined;
  };
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && text.isWellFormed()),
      (text) => {
        const plan = planOf({ ...input, runbook, parameters: { service_name: text } });
        expect(valueIn(plan)).toEqual({ value: text });
        expect(valueIn(JSON.parse(canonicalPlan(plan)) as Plan)).toEqual({ value: text });
      },
    ),
  );
});

test('whatever the title says, the text shows it and the graph stays one', () => {
  const input = exampleInput();
  const title = 'a "b" \\N <c> & {d}\r\u001b[2J\u202e';
  const [first, ...others] = input.runbook.phases;
  if (first === undefined) throw new Error('the example has phases');
  const plan = planOf({ ...input, runbook: { ...input.runbook, title, phases: [{ ...first, title }, ...others] } });
  const [graph, , , label] = planDot(plan).split('\n');
  expect([planText(plan, hash).split('\n')[0], graph, label]).toEqual([
    'a "b" \\N <c> & {d}\\u{d}\\u{1b}[2J\\u{202e}',
    'digraph "tvox-activation" {',
    '  node [shape=box, style=rounded, fontname="sans-serif"]; edge [fontname="sans-serif"];',
  ]);
  expect(planDot(plan).split('\n')[2]).toBe(
    '  label="a \\"b\\" \\\\N <c> &amp; {d}\\\\u{d}\\\\u{1b}[2J\\\\u{202e} 1.0.0";',
  );
});

test.each(['0s', '50ms', '{{ params.dark_for }}'])(
  'a probe that would look every %s: what keeps the machine busy is a problem',
  (every) => {
    const input = exampleInput();
    const check = { tcp: { to: 'client', ports: 5060 } };
    const result = makePlan({ ...input, runbook: { ...input.runbook, probes: [{ id: 'sip', check, every }] } });
    const seen =
      'problems' in result ? result.problems.map(({ code, path }) => `${code} ${path.join('.')}`) : 'planned';
    expect(seen).toEqual(every.includes('params') ? 'planned' : ['plan.value-invalid probes.0.every']);
  },
);
