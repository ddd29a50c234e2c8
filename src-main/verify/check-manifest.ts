import { asId } from '../../src-shared/base/ids.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import type { FileRef } from './check-files.ts';
import { readRunFile } from './run-files.ts';
import type { RunFiles } from './run-files.ts';
import type { VerifyProblem } from './verification.ts';
import type { RunCheck } from './verify-run.ts';

/** What `drillbook.json`, attached to each report, says of it. */
export interface Manifest {
  readonly runId: unknown;
  readonly planHash: unknown;
  readonly head: unknown;
  readonly records: unknown;
  /** Recordings too large to be attached. */
  readonly notAttached: readonly FileRef[];
}

/** Bytes; a list of some thousand recordings fits. */
const largest = 4 * 1024 * 1024;

/** Reads `drillbook.json`, or says in one sentence why that cannot be done. */
export async function readManifest(files: RunFiles): Promise<Manifest | string> {
  const file = files.get('drillbook.json');
  if (file === undefined) return 'drillbook.json is not attached: this is no report of Drillbook, or was made anew.';
  const { bytes, fault } = await readRunFile(file, largest);
  if (fault !== undefined) return `drillbook.json cannot be read: ${fault}.`;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (!isObject(value) || value['format'] !== 1) return 'drillbook.json has a format other than 1.';
    const list: unknown = value['notAttached'];
    const { runId, planHash, head, records } = value;
    return { runId, planHash, head, records, notAttached: (Array.isArray(list) ? list : []).flatMap(fileRef) };
  } catch {
    return 'drillbook.json is not JSON.';
  }
}

/** What a report says of its run, and what the attached journal says. Only for a journal that was read to its end. */
export function checkManifest(manifest: Manifest, run: RunCheck): readonly VerifyProblem[] {
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['run', manifest.runId, run.created?.runId],
    ['plan hash', manifest.planHash, run.created?.planHash],
    ['head', manifest.head, run.head],
    ['number of records', manifest.records, run.records],
  ];
  return pairs
    .filter(([, said, found]) => said !== found)
    .map(([name, said, found]) => ({
      record: null,
      what: `drillbook.json: its ${name} is ${JSON.stringify(said)}, the journal’s ${JSON.stringify(found)}.`,
    }));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function fileRef(value: unknown): readonly FileRef[] {
  if (!isObject(value)) return [];
  const { file, bytes, sha256 } = value;
  // Evidence is always attached; only recordings can be too large.
  if (typeof file !== 'string' || !file.startsWith('recordings/')) return [];
  return typeof bytes === 'number' && typeof sha256 === 'string' ? [{ file, bytes, sha256: asId<Sha256>(sha256) }] : [];
}
