import { access, constants } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import type { Handlers } from '../../../src-shared/rpc/calls.ts';
import type { RunbookView } from '../../../src-shared/rpc/library-calls.ts';
import type { RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import { inventorySchema } from '../../../src-shared/runbook/inventory-schema.ts';
import { jsonSchema } from '../../../src-shared/runbook/json-schema.ts';
import { runbookSchema } from '../../../src-shared/runbook/runbook-schema.ts';
import type { JudgedDocument } from '../../library/judge-document.ts';
import { saveDocument, textSha256 } from '../../library/save-document.ts';
import type { DocumentJudge } from './document-judge.ts';
import { importDocument } from './import-document.ts';
import { createInTurn } from './in-turn.ts';
import type { LibraryFolders } from './library-folders.ts';
import { createLibraryList } from './library-list.ts';
import type { ShippedRunbooks } from './shipped-runbooks.ts';

type LibraryCalls = `library.${LibraryVerb}`;
type LibraryVerb = 'list' | 'addFolder' | 'removeFolder' | 'read' | 'check' | 'save' | 'import' | 'schema';

export interface LibraryDeps {
  readonly judge: DocumentJudge;
  readonly folders: LibraryFolders;
  readonly shipped: ShippedRunbooks | undefined;
  readonly runs: () => Promise<readonly RunEntry[]>;
  readonly changed: (what: 'library') => void;
}

/** Runbooks on disk: found, judged, saved. */
export function createLibraryHandlers({ judge, folders, shipped, runs, changed }: LibraryDeps): Handlers<LibraryCalls> {
  const list = createLibraryList(judge, folders, runs);
  const inTurn = createInTurn();
  const mayWrite = (file: string): boolean =>
    shipped === undefined || shipped.writable || !resolve(file).startsWith(shipped.folder + sep);
  const view = async (file: string, judged: JudgedDocument): Promise<RunbookView> => ({
    file,
    text: judged.text,
    sha256: textSha256(judged.text),
    problems: judged.problems,
    ...(judged.runbook === undefined ? {} : { document: judged.runbook }),
    writable: judged.whole && mayWrite(file) && (await isWritable(file)),
  });
  return {
    'library.list': list,
    'library.addFolder': async ({ folder }) => {
      await inTurn(() => folders.add(folder));
      changed('library');
      return list();
    },
    'library.removeFolder': async ({ folder }) => {
      await inTurn(() => folders.remove(folder));
      changed('library');
      return list();
    },
    'library.read': async ({ file }) => view(file, await judge.judge({ kind: 'file', path: file })),
    'library.check': async ({ file, text }) => view(file, await judge.judge({ kind: 'text', path: file, text })),
    'library.save': async ({ file, text, replaces }) => {
      if (!mayWrite(file)) throw new DrillError('library.read-only', `${file} came with the program.`);
      // One after the other: two windows that save the same file at once must not both find it unchanged.
      const sha256 = await inTurn(() => saveDocument(resolve(file), text, replaces));
      changed('library');
      return { sha256 };
    },
    'library.import': async ({ name, text }) => {
      const file = await inTurn(() => importDocument(folders.own, name, text));
      changed('library');
      return { file };
    },
    'library.schema': ({ kind }) =>
      Promise.resolve(
        kind === 'runbook' ? jsonSchema('runbook.v1', runbookSchema) : jsonSchema('inventory.v1', inventorySchema),
      ),
  };
}

/** A file that is not there yet may be written where its folder takes it, which saving finds out. */
async function isWritable(file: string): Promise<boolean> {
  return access(file, constants.W_OK).then(
    () => true,
    (thrown: unknown) => (thrown as NodeJS.ErrnoException).code === 'ENOENT',
  );
}
