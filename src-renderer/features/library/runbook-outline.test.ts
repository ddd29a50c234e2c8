import { expect, test } from 'vitest';
import type { RunbookDocument } from '../../../src-shared/runbook/runbook-schema.ts';
import { countsOf, outlineOf } from './runbook-outline.ts';
import { stepContent } from './step-content.ts';

const runbook = {
  drillbook: 1,
  id: 'sample',
  title: 'Sample',
  version: '1',
  phases: [
    {
      id: 'isolate',
      title: 'Isolate',
      steps: [
        {
          id: 'off',
          title: 'Power off',
          on: 'master',
          destructive: true,
          run: 'poweroff\n',
          takes: '2m',
          env: { NAME: 'x', LONG: 'two\nlines' },
          undo: { none: 'gone' },
        },
        { id: 'dark', check: { tcp: { to: 'master', ports: [22, 80], is: 'closed' } }, for: '30s', takes: '10s' },
        { id: 'press', needs: [], guard: ['dark'], manual: { instructions: 'Press *it*.', evidence: 'required' } },
        { id: 'call', test: { procedure: 'Call.', expected: 'It rings.' }, forEach: { node: ['client'] } },
      ],
    },
  ],
  rollback: { phases: [{ id: 'back', steps: [{ id: 'on', manual: 'Power on.' }] }] },
} satisfies RunbookDocument;

const outline = outlineOf(runbook);

test('list and graph get phases and steps with what they need, where they act and how long they take', () => {
  expect({
    phases: outline.phases.map(({ id, title, rollback }) => [id, title, rollback]),
    steps: outline.steps.map(({ id, title, phase, kind, needs, where, takesMs }) => [
      id,
      title,
      phase,
      kind,
      needs,
      where,
      takesMs,
    ]),
    counts: countsOf(runbook, outline),
  }).toEqual({
    phases: [
      ['isolate', 'Isolate', false],
      ['rollback/back', 'back', true],
    ],
    steps: [
      ['isolate/off', 'Power off', 'isolate', 'run', [], 'master', 120_000],
      ['isolate/dark', 'dark', 'isolate', 'check', ['isolate/off'], 'master', 30_000],
      ['isolate/press', 'press', 'isolate', 'manual', [], undefined, undefined],
      ['isolate/call', 'call', 'isolate', 'test', ['isolate/press'], 'client', undefined],
      ['rollback/back/on', 'on', 'rollback/back', 'manual', [], undefined, undefined],
    ],
    counts: { phases: 1, steps: 4, destructive: 1, withoutUndo: 1, people: 2, cases: 1 },
  });
});

test('a step is shown to the last character, with its conditions and its way back', () => {
  const [off, dark, press, call] = outline.steps.map(stepContent);
  expect([off, dark?.blocks, press?.facts, call?.blocks]).toEqual([
    {
      blocks: [{ kind: 'script', text: 'poweroff' }],
      facts: [
        { name: 'on', text: 'master' },
        { name: 'env', text: 'NAME: x\nLONG: |\n  two\n  lines' },
        { name: 'takes', text: '2m' },
      ],
      undo: { kind: 'none', text: 'gone' },
    },
    [{ kind: 'details', name: 'tcp', text: 'to: master\nports: 22, 80\nis: closed' }],
    [
      { name: 'guard', text: 'dark' },
      { name: 'needs', text: '' },
      { name: 'evidence', text: 'required' },
    ],
    [{ kind: 'prose', text: 'Call.\n\n**→** It rings.' }],
  ]);
});
