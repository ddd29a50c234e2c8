import type { Problem } from '../../src-shared/runbook/finding.ts';
import { validateFiles } from '../library/validate-files.ts';

/** Every problem of runbooks, inventories and answers files, as they stand. Throws DrillError `file.not-readable`. */
export function validate(paths: readonly string[]): Promise<readonly Problem[]> {
  return validateFiles(paths);
}
