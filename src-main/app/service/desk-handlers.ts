import type { Handlers } from '../../../src-shared/rpc/calls.ts';
import type { DeskResults } from '../../../src-shared/rpc/desk-calls.ts';
import type { LibraryResults } from '../../../src-shared/rpc/library-calls.ts';
import type { RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import type { App } from '../app.ts';
import { createDiagnostics } from './diagnostics.ts';
import { createDocumentJudge } from './document-judge.ts';
import { createFilesHandlers } from './files-handlers.ts';
import { createHostHandlers } from './host-handlers.ts';
import type { HostPort } from './host-port.ts';
import { createInventoryHandlers } from './inventory-handlers.ts';
import { createKeysHandlers } from './keys-handlers.ts';
import { knownHostsFiles } from './known-hosts-files.ts';
import { createLabHandlers, labFolderOf } from './lab-handlers.ts';
import { createLibraryFolders } from './library-folders.ts';
import { createLibraryHandlers } from './library-handlers.ts';
import { createPlanHandlers } from './plan-handlers.ts';
import type { QuestionDesk } from './question-desk.ts';
import { createReportHandlers } from './report-handlers.ts';
import { shippedRunbooks } from './shipped-runbooks.ts';
import { windowCredentials } from './window-credentials.ts';

export interface DeskDeps {
  readonly app: App;
  readonly host: HostPort;
  readonly questions: QuestionDesk;
  /** Announces that what windows show of this is out of date. */
  readonly changed: (what: 'library' | 'settings' | 'lab' | 'known-hosts') => void;
  /** All runs, newest first. */
  readonly runs: () => Promise<readonly RunEntry[]>;
  /** Instead of the user's own and the system's; the same as the app's. */
  readonly knownHostsFiles?: readonly string[];
  /** `fixed` by default; with `free` several labs of this machine do not meet. */
  readonly labPorts?: 'fixed' | 'free';
}

export interface Desk {
  readonly handlers: Handlers<keyof LibraryResults | keyof DeskResults>;
  /** Ends what belongs to it: open questions, the practice lab, a thread. */
  close(): Promise<void>;
}

/** Every call of a window but those about runs. */
export function createDeskHandlers(deps: DeskDeps): Desk {
  const { app, host, questions, changed } = deps;
  const { dataFolder } = app;
  const shipped =
    host.runbooks === undefined ? shippedRunbooks(import.meta.dirname) : { folder: host.runbooks, writable: false };
  const folders = createLibraryFolders(dataFolder, shipped);
  const knownHosts = knownHostsFiles(dataFolder, deps.knownHostsFiles);
  const judge = createDocumentJudge();
  const lab = createLabHandlers(dataFolder, deps.labPorts ?? 'fixed', changed);
  const credentials = windowCredentials(questions, host.keychain);
  const labFolder = labFolderOf(dataFolder);
  return {
    handlers: {
      ...createHostHandlers(deps),
      ...createLibraryHandlers({ ...deps, judge, folders, shipped }),
      ...createFilesHandlers(),
      ...createInventoryHandlers({ folders, labFolder, knownHosts, credentials }),
      ...createPlanHandlers(app),
      ...createReportHandlers(app),
      ...createKeysHandlers({ knownHosts, changed }),
      ...lab.handlers,
      ...createDiagnostics(deps),
    },
    close: async () => {
      questions.close();
      await Promise.all([lab.close(), judge.close()]);
    },
  };
}
