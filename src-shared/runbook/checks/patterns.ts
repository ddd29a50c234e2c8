import { messageOf } from '../../base/drill-error.ts';
import { fault, type Finding } from '../finding.ts';
import { compilePattern } from '../pattern.ts';
import { sitesOf } from '../sites.ts';
import type { Survey } from '../survey.ts';

/** Every pattern is RE2. */
export function checkPatterns(survey: Survey): readonly Finding[] {
  return sitesOf(survey).flatMap(({ kind, text, path }) => {
    if (kind !== 'pattern') return [];
    try {
      compilePattern(text);
      return [];
    } catch (thrown) {
      return [fault(path, 'runbook.pattern', messageOf(thrown))];
    }
  });
}
