import { expect, test } from 'vitest';
import { stepKinds, stepSchema } from '../../src-shared/runbook/step-schema.ts';
import { runbookSchema } from '../../src-shared/runbook/runbook-schema.ts';
import { formatPage } from './format-page.ts';
import { schemaFaults } from './schema-faults.ts';

const runbook = (step: object): object => ({
  drillbook: 1,
  id: 'x',
  title: 'X',
  version: '1',
  phases: [{ id: 'p', steps: [{ id: 's', ...step }] }],
});

test('every example of a step’s key is legal', () => {
  const properties = Object.entries(stepSchema.properties) as readonly (readonly [
    string,
    { readonly examples?: unknown[] },
  ])[];
  const faults = properties.flatMap(([key, { examples = [] }]) =>
    examples.flatMap((example) => schemaFaults('runbook.v1', runbookSchema, runbook({ [key]: example }))),
  );
  expect(faults).toEqual([]);
});

test('the page has a section for each key and each step kind, and none twice under one name', () => {
  const page = formatPage();
  const headings = [...page.matchAll(/^## `(.*)`$/gm)].map(([, name]) => name ?? '');
  const common = Object.keys(stepSchema.properties).filter((key) => !(key in stepKinds));
  const wanted = [
    ...Object.keys(runbookSchema.properties),
    ...Object.keys(stepKinds),
    ...common.map((key) => `step.${key}`),
  ];
  expect(wanted.filter((key) => !headings.includes(key))).toEqual([]);
  expect(page).not.toContain('undefined');
});
