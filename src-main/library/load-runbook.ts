import { checkRunbook } from '../../src-shared/runbook/check-runbook.ts';
import { runbookSchema, type RunbookDocument } from '../../src-shared/runbook/runbook-schema.ts';
import { judged, readDocument, type LoadedDocument } from './loaded-document.ts';
import type { ParsedDocument } from './parse-document.ts';
import { schemaFaults } from './schema-faults.ts';

/**
 * Reads and judges a runbook; `groups` are those of the inventory it will meet, which `on`, `from` and `to` may name.
 * Throws DrillError `file.not-readable`.
 */
export async function loadRunbook(
  path: string,
  groups?: ReadonlySet<string>,
): Promise<LoadedDocument<RunbookDocument>> {
  return judgeRunbook(await readDocument(path), groups);
}

/** The same for a file that was read already. */
export function judgeRunbook(parsed: ParsedDocument, groups?: ReadonlySet<string>): LoadedDocument<RunbookDocument> {
  return judged(parsed, 'runbook', (value) => [
    ...schemaFaults('runbook.v1', runbookSchema, value),
    ...checkRunbook(value, groups),
  ]);
}
