import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { messageOf } from '../../../src-shared/base/drill-error.ts';
import type { Library, RunbookEntry } from '../../../src-shared/rpc/library-calls.ts';
import type { RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import { findDocuments, type FoundDocument } from '../../library/find-documents.ts';
import type { RunbookSummary } from '../../library/summarise-runbook.ts';
import type { DocumentJudge } from './document-judge.ts';
import type { LibraryFolder, LibraryFolders } from './library-folders.ts';

const shownRuns = 3;

type Summary = RunbookSummary | undefined;

/**
 * Lists the library. Judging takes milliseconds for each file: what did not change since is not judged again, also where two
 * parts of a window ask at the same moment.
 */
export function createLibraryList(
  judge: DocumentJudge,
  folders: LibraryFolders,
  runs: () => Promise<readonly RunEntry[]>,
) {
  const known = new Map<string, { readonly stamp: string; readonly summary: Promise<Summary> }>();
  const summaryOf = ({ path, stamp }: FoundDocument): Promise<Summary> => {
    const before = known.get(path);
    if (before?.stamp === stamp) return before.summary;
    const summary = judge.judge({ kind: 'summary', path }).catch((thrown: unknown) => unreadable(thrown));
    known.set(path, { stamp, summary });
    return summary;
  };
  return async (): Promise<Library> => {
    const lastRuns = byRunbook(await runs());
    const seen = new Set<string>();
    const looked: Library['folders'][number][] = [];
    const runbooks: RunbookEntry[] = [];
    for (const one of await folders.list()) {
      const { files, problem } = await documentsOf(one);
      looked.push({ folder: one.folder, shipped: one.shipped, ...(problem === undefined ? {} : { problem }) });
      // A folder inside another one of the library would show its files twice.
      const fresh = files.filter(({ path }) => !seen.has(path));
      for (const { path } of fresh) seen.add(path);
      const summaries = await Promise.all(fresh.map(summaryOf));
      for (const [index, { path }] of fresh.entries()) {
        const summary = summaries[index];
        if (summary !== undefined) runbooks.push(entryOf(one, path, summary, lastRuns));
      }
    }
    for (const path of known.keys()) if (!seen.has(path)) known.delete(path);
    return { folders: looked, runbooks };
  };
}

/** A file that may not be read is shown, so that nobody looks for it in vain. */
function unreadable(thrown: unknown): Summary {
  const counts = { phases: 0, steps: 0, cases: 0, errors: 1, hints: 0 };
  return { id: '', title: '', version: '', summary: messageOf(thrown), ...counts };
}

async function documentsOf({ folder, added }: LibraryFolder): ReturnType<typeof findDocuments> {
  const found = await stat(folder).catch(() => undefined);
  // The data folder's own comes into being with the first import.
  if (found === undefined && !added) return { files: [] };
  return findDocuments(folder);
}

function entryOf(
  { folder, shipped }: LibraryFolder,
  file: string,
  summary: RunbookSummary,
  lastRuns: ReadonlyMap<string, readonly RunEntry[]>,
): RunbookEntry {
  const shown = relative(folder, file).split(sep).join('/');
  const title = summary.title === '' ? shown : summary.title;
  return { ...summary, title, file, shown, shipped, lastRuns: lastRuns.get(summary.id) ?? [] };
}

/** Newest first, as `runs` lists them. */
function byRunbook(runs: readonly RunEntry[]): ReadonlyMap<string, readonly RunEntry[]> {
  const grouped = Map.groupBy(runs, ({ runbook }) => runbook.id);
  return new Map([...grouped].map(([id, all]) => [id, all.slice(0, shownRuns)]));
}
