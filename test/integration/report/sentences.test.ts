import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { said } from '../../../src-shared/report/said.ts';

const rules = join(import.meta.dirname, '../../../src-shared/run');

/** Every sentence that a rule refuses with, with `x` for what differs. */
function refusals(): readonly string[] {
  const found: string[] = [];
  for (const file of readdirSync(rules).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const source = ts.createSourceFile(file, readFileSync(join(rules, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const look = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'refuse')
        found.push(...sentence(node.arguments[0]));
      ts.forEachChild(node, look);
    };
    look(source);
  }
  return found;
}

function sentence(node: ts.Expression | undefined): readonly string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return [];
  return [node.head.text + node.templateSpans.map(({ literal }) => `x${literal.text}`).join('')];
}

test('what a rule refuses is said in Italian as well', () => {
  const all = refusals();
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((text) => /\w{2}/.test(text) && said(text, 'it') === text)).toEqual([]);
});

test('sentences in sentences are translated, words of people and of hosts are not', () => {
  const texts = [
    'work/press is passed: there is nothing to confirm.',
    'is false after 30 s: still open: voice-a:22 from app',
    'done by hand by Olga: run again',
    'exit 3, expected 0',
    'stdout does not contain "passed"',
    'is false: the quick brown fox',
    'what somebody wrote',
  ];
  expect(texts.map((text) => said(text, 'it'))).toEqual([
    'work/press è riuscito: non c’è nulla da confermare.',
    'è falsa dopo 30 s: ancora aperte: voice-a:22 from app',
    'fatto a mano da Olga: run again',
    'uscita 3, attesa 0',
    'stdout non contiene "passed"',
    'è falsa: the quick brown fox',
    'what somebody wrote',
  ]);
});
