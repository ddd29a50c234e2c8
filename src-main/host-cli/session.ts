import type { PlanHost } from '../../src-shared/plan/plan.ts';
import { createApp, type App } from '../app/app.ts';
import { createScreen, Unanswered, type Screen } from './screen.ts';
import { oneLine } from './terminal-text.ts';

export interface SessionOptions {
  readonly secrets: ReadonlyMap<string, string>;
  readonly acceptNewHostKeys: boolean;
  /** Machine-readable output: standard output holds nothing else, and nobody is asked. */
  readonly machine: boolean;
}

/** The application and the terminal of one command. */
export interface Session {
  readonly app: App;
  readonly screen: Screen;
}

/** Wires passwords, passphrases and secrets to the prompt; where nobody sits there, they are not had. */
export function createSession(options: SessionOptions): Session {
  const output = options.machine ? process.stderr : process.stdout;
  const screen = createScreen({ input: process.stdin, output });
  const hidden = async (question: string): Promise<string | undefined> => {
    if (!screen.interactive) return undefined;
    try {
      return await screen.ask(`${oneLine(question)}: `, { hidden: true });
    } catch (thrown) {
      if (thrown instanceof Unanswered) return undefined;
      throw thrown;
    }
  };
  const app = createApp({
    acceptNewHostKeys: options.acceptNewHostKeys,
    credentials: {
      password: (host: PlanHost, prompt: string) => hidden(`${host.user}@${host.name}, ${prompt}`),
      passphrase: (path) => hidden(`Passphrase of ${path}`),
    },
    // Enter alone gives none.
    secret: async (id, title) => options.secrets.get(id) ?? ((await hidden(`${title} (${id})`)) || undefined),
  });
  return { app, screen };
}
