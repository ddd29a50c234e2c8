import { userInfo } from 'node:os';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import type { Handlers } from '../../../src-shared/rpc/calls.ts';
import type { RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import type { App } from '../app.ts';
import { version } from '../version.ts';
import type { HostPort } from './host-port.ts';
import type { QuestionDesk } from './question-desk.ts';

type HostCalls =
  | 'app.info'
  | 'settings.read'
  | 'settings.write'
  | 'question.answer'
  | 'host.pickFile'
  | 'host.pickFolder'
  | 'host.pickTarget'
  | 'host.showInFolder';

export interface HostHandlerDeps {
  readonly app: App;
  readonly host: HostPort;
  readonly questions: QuestionDesk;
  readonly changed: (what: 'settings') => void;
  readonly runs: () => Promise<readonly RunEntry[]>;
}

/** What is the host's business: its dialogs, its settings, and the questions that its windows show. */
export function createHostHandlers({ app, host, questions, changed, runs }: HostHandlerDeps): Handlers<HostCalls> {
  return {
    'app.info': async () => ({
      version,
      host: host.kind,
      nativeDialogs: host.pick !== undefined,
      platform: process.platform,
      dataFolder: app.dataFolder,
      user: userInfo().username,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      certificateFingerprint: (await app.installation()).certificateFingerprint,
      firstStart: (await runs()).length === 0,
    }),
    'settings.read': () => Promise.resolve({ settings: host.settings.read() }),
    'settings.write': async ({ settings }) => {
      await host.settings.write(settings);
      changed('settings');
      return null;
    },
    'question.answer': ({ id, value }) => {
      questions.answer(id, value);
      return Promise.resolve(null);
    },
    'host.pickFile': async ({ title }) => pickers(host).file(title),
    'host.pickFolder': async ({ title }) => pickers(host).folder(title),
    'host.pickTarget': async ({ title, name }) => pickers(host).target(title, name),
    'host.showInFolder': async ({ file }) => {
      if (host.showInFolder === undefined) throw noDialogs();
      await host.showInFolder(file);
      return null;
    },
  };
}

function pickers({ pick }: HostPort): NonNullable<HostPort['pick']> {
  if (pick === undefined) throw noDialogs();
  return pick;
}

function noDialogs(): DrillError {
  return new DrillError('host.no-dialogs', 'The system’s own file dialogs are not to be had in a browser.');
}
