import { expect, test } from 'vitest';
import { judgeRunbook } from '../../../src-main/library/load-runbook.ts';
import { parseDocument } from '../../../src-main/library/parse-document.ts';
import { stepSnippets } from '../../../src-renderer/features/library/edit/step-snippets.ts';

const head = `drillbook: 1
id: snippets
title: Snippets
version: "1"
objectives: { rto: 1h }
document: { control: { owner: O } }
parameters: { tsig_key: { type: secret, title: Key } }
targets: { server: { hosts: 1 } }
people: { approver: {}, tester: {}, witness: { not: tester } }
forms: [{ id: acceptance, groups: [{ cases: [{ id: a, procedure: P, expected: E }] }], sign: { tester: required } }]
phases:
  - id: one
    steps:
      - `;

test.each(Object.entries(stepSnippets))(
  'the snippet of `%s`, filled in as it stands, is valid and has no hint',
  (_kind, text) => {
    const filled = text.replaceAll(/\$\{([^{}]*)\}/g, '$1').replaceAll('\n', '\n      ');
    const { problems } = judgeRunbook(parseDocument(Buffer.from(`${head}${filled}\n`), 'snippet.yaml'));
    expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
  },
);
