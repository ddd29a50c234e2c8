import type { Disposable } from '../../../src-shared/base/disposable.ts';
import type { CallName, Handlers, HostWish, StreamItems } from '../../../src-shared/rpc/calls.ts';
import type { FramePort } from '../../../src-shared/rpc/frame-port.ts';
import { createApp } from '../app.ts';
import { createAnnouncer } from './announcer.ts';
import { createDeskHandlers } from './desk-handlers.ts';
import type { HostPort } from './host-port.ts';
import { createMailbox } from './mailbox.ts';
import { createQuestionDesk } from './question-desk.ts';
import { createRunDesk, type RunDesk } from './run-desk.ts';
import { createRunHandlers } from './run-handlers.ts';
import { servePort } from './serve-port.ts';
import { createStreamHandlers } from './stream-handlers.ts';

/** The application behind windows, whatever shows them. */
export interface Service {
  /** Serves one window until its port closes. */
  serve(port: FramePort): Disposable;
  /** The host passes on what the system asked of it: a deep link, an opened file, a menu entry. */
  wish(wish: HostWish): void;
  readonly runs: RunDesk;
  /** Lets go of every run: connections, journals and locks. */
  close(): Promise<void>;
}

/** Wires the application to what its windows may call. */
export function createService(host: HostPort): Service {
  const questions = createQuestionDesk();
  const changes = createAnnouncer<StreamItems['changes']>();
  const wishes = createMailbox<HostWish>();
  const given = new Map<string, string>();
  const app = createApp({
    // A key that is seen for the first time is shown to a person, who compares and trusts it by a call of its own.
    acceptNewHostKeys: false,
    credentials: {
      password: (to, prompt) => questions.ask({ kind: 'password', about: `${to.user}@${to.name}`, prompt }),
      passphrase: (path) => questions.ask({ kind: 'passphrase', about: path, prompt: '' }),
      ...(host.keychain === undefined ? {} : { keychain: host.keychain }),
    },
    secret: async (id, title) => given.get(id) ?? questions.ask({ kind: 'secret', about: id, prompt: title }),
  });
  const runs = createRunDesk(app);
  const changed = (what: StreamItems['changes']['what']): void => {
    changes.say({ what });
  };
  runs.onChange(() => {
    changed('runs');
  });
  const giveSecrets = (values: Readonly<Record<string, string>>): { readonly dispose: () => void } => {
    for (const [id, value] of Object.entries(values)) given.set(id, value);
    return {
      dispose: () => {
        for (const id of Object.keys(values)) given.delete(id);
      },
    };
  };
  const desk = createDeskHandlers({ app, host, questions, changed, runs: () => runs.list() });
  const handlers: Handlers<CallName> = { ...desk.handlers, ...createRunHandlers({ app, runs, giveSecrets }) };
  // The first screen lists the library: it is judged while the window is still being opened, and whoever asks waits for less.
  handlers['library.list']({}).catch(() => undefined);
  const streams = createStreamHandlers({ runs, questions, onChanged: changes.on, onWish: wishes.on });
  return {
    runs,
    serve: (port) => servePort(port, { handlers, streams }),
    wish: wishes.say,
    close: async () => {
      await runs.close();
      await desk.close();
    },
  };
}
