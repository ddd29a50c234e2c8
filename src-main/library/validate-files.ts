import type { Problem } from '../../src-shared/runbook/finding.ts';
import { asMap } from '../../src-shared/runbook/loose.ts';
import { documentKind } from './document-kind.ts';
import { judgeAnswers } from './load-answers.ts';
import { judgeInventory } from './load-inventory.ts';
import { judgeRunbook } from './load-runbook.ts';
import { readDocument } from './loaded-document.ts';

/**
 * Judges files of any kind, each by what it says it is: `kind: inventory`, answers (`answers:` and no phases), else a
 * runbook. The groups of inventories among them are known to the runbooks. Throws DrillError `file.not-readable`.
 */
export async function validateFiles(paths: readonly string[]): Promise<readonly Problem[]> {
  const parsed = await Promise.all(paths.map((path) => readDocument(path)));
  const inventories = parsed.filter((one) => documentKind(one) === 'inventory');
  const names = inventories.flatMap(({ value }) => Object.keys(asMap(asMap(value)['groups'])));
  const groups = inventories.length > 0 ? new Set(names) : undefined;
  return parsed.flatMap((one) => {
    switch (documentKind(one)) {
      case 'inventory':
        return judgeInventory(one).problems;
      case 'answers':
        return judgeAnswers(one).problems;
      default:
        return judgeRunbook(one, groups).problems;
    }
  });
}
