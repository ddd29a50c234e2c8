import { DrillError } from '../../src-shared/base/drill-error.ts';

/** What was typed cannot be meant: exit 2, with one sentence that says what would be right. */
export function usageError(message: string): DrillError {
  return new DrillError('usage.bad-arguments', message);
}
