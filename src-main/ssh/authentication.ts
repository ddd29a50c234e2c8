import type { AnyAuthMethod, AuthHandlerMiddleware, Prompt } from 'ssh2';
import { assertNever } from '../../src-shared/base/assert-never.ts';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { Credentials } from '../engine/ports.ts';
import type { Keyring } from './keyring.ts';
import { Sha2Agent } from './sha2-agent.ts';

export interface AuthenticationOptions {
  readonly keyring: Keyring;
  readonly credentials: Credentials;
  readonly agentSocket: string | undefined;
  /** Passwords that a host has accepted, by host id: a reconnect does not ask again. A refused one is forgotten. */
  readonly passwords: Map<string, string>;
}

/** The login to one host over one connection. Each credential is tried once: a host may lock the user after a few. */
export interface Authentication {
  readonly handler: AuthHandlerMiddleware;
  /** Why no further method could be tried, where it was our side that failed. */
  readonly fault: DrillError | undefined;
  /** Methods that the host offered at last, for the message. */
  readonly offered: readonly string[];
  /** Remembers the password, or forgets it. */
  settle(accepted: boolean): void;
}

/**
 * `waiting(true)` is called while a person is asked, `waiting(false)` when they have answered: that time is theirs, not
 * the host's.
 */
export function createAuthentication(
  host: PlanHost,
  who: string,
  options: AuthenticationOptions,
  waiting: (asking: boolean) => void,
): Authentication {
  const tried = new Set<string>();
  const withPassword = host.auth.kind === 'password' || host.auth.kind === 'saved';
  let offered: readonly string[] = [];
  let fault: DrillError | undefined;
  let password = options.passwords.get(host.id);
  let answered = false;

  const ask = async (prompt: string): Promise<string> => {
    waiting(true);
    try {
      const answer = await options.credentials.password(host, prompt);
      if (answer !== undefined) return answer;
    } finally {
      waiting(false);
    }
    throw new DrillError('ssh.no-credential', `${who} asks "${prompt}", and no answer was given`);
  };
  const thePassword = async (): Promise<string> => (password ??= await ask(`Password for ${who}`));

  const answer = async (prompts: readonly Prompt[]): Promise<string[]> => {
    const answers: string[] = [];
    for (const [index, { prompt, echo }] of prompts.entries()) {
      // The first hidden question is for the password, as every server has it; anything else (a code) goes to the person.
      const isPassword = withPassword && index === 0 && echo !== true && !answered;
      answers.push(isPassword ? await thePassword() : await ask(printable(prompt)));
      answered = true;
    }
    return answers;
  };
  const keyboard = (give: (error: unknown) => void): AnyAuthMethod => ({
    type: 'keyboard-interactive',
    username: host.user,
    prompt: (_name, _instructions, _lang, prompts, finish) => {
      answer(prompts).then(finish, give);
    },
  });

  const choose = async (left: readonly string[] | null, further: boolean, give: (error: unknown) => void) => {
    if (left === null) return firstMethod(host, who, options, waiting);
    offered = left;
    if (!withPassword && !further) return false;
    if (left.includes('keyboard-interactive') && !tried.has('keyboard-interactive')) {
      tried.add('keyboard-interactive');
      return keyboard(give);
    }
    // A password that was refused as the answer to a question is not sent a second time.
    if (answered || !left.includes('password') || tried.has('password')) return false;
    tried.add('password');
    const method: AnyAuthMethod = { type: 'password', username: host.user, password: await thePassword() };
    return method;
  };

  return {
    handler(left, further, next) {
      // `false` ends the login; the types of ssh2 do not know it. On the first call `left` is null.
      const proceed = next as (method: AnyAuthMethod | false) => void;
      const give = (error: unknown): void => {
        fault ??= error instanceof DrillError ? error : new DrillError('ssh.protocol', String(error), { cause: error });
        proceed(false);
      };
      choose(left as readonly string[] | null, further, give).then(proceed, give);
    },
    get fault() {
      return fault;
    },
    get offered() {
      return offered;
    },
    settle(accepted) {
      if (accepted && password !== undefined) options.passwords.set(host.id, password);
      if (!accepted) options.passwords.delete(host.id);
    },
  };
}

async function firstMethod(
  { auth, user: username }: PlanHost,
  who: string,
  options: AuthenticationOptions,
  waiting: (asking: boolean) => void,
): Promise<AnyAuthMethod> {
  switch (auth.kind) {
    case 'key': {
      waiting(true);
      const key = await options.keyring.load(auth.path).finally(() => {
        waiting(false);
      });
      return { type: 'publickey', username, key };
    }
    case 'agent': {
      if (options.agentSocket !== undefined)
        return { type: 'agent', username, agent: new Sha2Agent(options.agentSocket) };
      throw new DrillError('ssh.no-agent', `${who} is to be reached with an ssh agent, and none is running here`);
    }
    case 'password':
    case 'saved':
      // Sends nothing but the user's name, and brings the list of methods that the host takes.
      return { type: 'none', username };
    default:
      return assertNever(auth, 'kind of auth');
  }
}

/** A host's question, without control characters: they could paint over what the person reads. */
function printable(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200);
}
