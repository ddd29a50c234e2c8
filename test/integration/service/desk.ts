import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import { createApp, type App } from '../../../src-main/app/app.ts';
import { createDeskHandlers, type Desk } from '../../../src-main/app/service/desk-handlers.ts';
import type { HostPort } from '../../../src-main/app/service/host-port.ts';
import { createQuestionDesk, type QuestionDesk } from '../../../src-main/app/service/question-desk.ts';
import { createRunDesk } from '../../../src-main/app/service/run-desk.ts';

export interface DeskSite {
  /** A home and a data folder of their own: nothing of this machine's user is read or written. */
  readonly home: string;
  readonly data: string;
  readonly app: App;
  readonly desk: Desk;
  readonly calls: Desk['handlers'];
  readonly questions: QuestionDesk;
  readonly changes: string[];
  readonly runs: () => Promise<readonly RunEntry[]>;
  dispose(): Promise<void>;
}

/** The whole desk on real files. The environment of this process is changed: one at a time. */
export function createDeskSite(part: Partial<HostPort> = {}, labPorts: 'fixed' | 'free' = 'free'): DeskSite {
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-desk-'));
  const home = join(folder, 'home');
  const data = join(folder, 'data');
  mkdirSync(join(home, '.ssh'), { recursive: true });
  const before = { HOME: process.env['HOME'], DRILLBOOK_DATA: process.env['DRILLBOOK_DATA'] };
  const agent = process.env['SSH_AUTH_SOCK'];
  Object.assign(process.env, { HOME: home, DRILLBOOK_DATA: data });
  delete process.env['SSH_AUTH_SOCK'];
  let settings = '';
  const host: HostPort = {
    kind: 'web',
    settings: {
      read: () => settings,
      write: (text) => {
        settings = text;
      },
    },
    ...part,
  };
  const questions = createQuestionDesk();
  const app = createApp({
    acceptNewHostKeys: false,
    credentials: { password: () => Promise.resolve(undefined), passphrase: () => Promise.resolve(undefined) },
    secret: () => Promise.resolve(undefined),
  });
  const runDesk = createRunDesk(app);
  const runs = (): Promise<readonly RunEntry[]> => runDesk.list();
  const changes: string[] = [];
  const desk = createDeskHandlers({ app, host, questions, changed: (what) => changes.push(what), runs, labPorts });
  return {
    home,
    data,
    app,
    desk,
    calls: desk.handlers,
    questions,
    changes,
    runs,
    dispose: async () => {
      await desk.close();
      await runDesk.close();
      for (const [name, value] of Object.entries({ ...before, SSH_AUTH_SOCK: agent })) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
