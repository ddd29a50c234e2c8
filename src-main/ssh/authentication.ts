import type { AnyAuthMethod, AuthHandlerMiddleware, Prompt } from 'ssh2';
import { assertNever } from '../../src-shared/base/assert-never.ts';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { PlanHost } from '../../src-shared/plan/plan.ts';
import type { Clock, Credentials, Keychain } from '../engine/ports.ts';
import type { Keyring } from './keyring.ts';
import { Sha2Agent } from './sha2-agent.ts';

export interface AuthenticationOptions {
  readonly keyring: Keyring;
  readonly credentials: Credentials;
  readonly agentSocket: string | undefined;
  /** Passwords that a host has accepted, by host id: a reconnect does not ask again. A refused one is forgotten. */
  readonly passwords: Map<string, string>;
  readonly clock: Clock;
  readonly timing: { readonly answerMs: number };
}

/** The login to one host over one connection. Each credential is tried once: a host may lock the user after a few. */
export interface Authentication {
  readonly handler: AuthHandlerMiddleware;
  /** Why no further method could be tried, where it was our side that failed. */
  readonly fault: DrillError | undefined;
  /** Methods that the host offered at last, for the message. */
  readonly offered: readonly string[];
  /** Keys that the agent has offered, one after the other; 0 without an agent. */
  readonly agentKeys: number;
  /** Remembers the password, or forgets it. */
  readonly settle: (accepted: boolean) => void;
}

/** `true` when a person begins to be asked, `false` when they have answered: that time is theirs, not the host's. */
type Waiting = (asking: boolean) => void;

/** `who` names the host in questions and messages. */
export function createAuthentication(
  host: PlanHost,
  who: string,
  options: AuthenticationOptions,
  waiting: Waiting,
): Authentication {
  const { user: username } = host;
  const withPassword = host.auth.kind === 'password' || host.auth.kind === 'saved';
  const questions = createQuestions(host, who, options, waiting);
  const agent = host.auth.kind === 'agent' ? openAgent(options, waiting) : undefined;
  // Not for the first method: an agent without keys brings us here again before the host was asked anything.
  const tried = new Set<string>();
  let started = false;
  let offered: readonly string[] = [];
  let fault: DrillError | undefined;

  const choose = async (
    left: readonly string[] | null,
    further: boolean,
    fail: (error: unknown) => void,
  ): Promise<AnyAuthMethod | false> => {
    // The order is fixed: what the inventory says, then what the host asks beyond it; nothing else of this user is tried.
    if (!started) {
      started = true;
      return firstMethod(host, who, options, waiting, agent);
    }
    // Still null: there was nothing to ask the host with.
    if (left === null) throw new DrillError('ssh.no-agent', `${who}: the ssh agent answers with no key`);
    offered = left;
    // A key that was accepted and is not enough: the host asks for a second factor.
    if (!withPassword && !further) return false;
    if (left.includes('keyboard-interactive') && !tried.has('keyboard-interactive')) {
      tried.add('keyboard-interactive');
      return keyboardMethod(username, questions, fail);
    }
    // A password that was refused as the answer to a question is not sent a second time.
    if (questions.answered || !left.includes('password') || tried.has('password')) return false;
    tried.add('password');
    return { type: 'password', username, password: await questions.password() };
  };

  return {
    handler(left, further, next) {
      // `false` ends the login, which the types of ssh2 do not know; on the first call `left` is null.
      const proceed = next as (method: AnyAuthMethod | false) => void;
      const fail = (error: unknown): void => {
        fault ??=
          error instanceof DrillError ? error : new DrillError('ssh.protocol', messageOf(error), { cause: error });
        proceed(false);
      };
      choose(left as readonly string[] | null, further, fail).then(proceed, fail);
    },
    get fault() {
      return fault;
    },
    get offered() {
      return offered;
    },
    get agentKeys() {
      return agent?.keys ?? 0;
    },
    settle: questions.settle,
  };
}

function openAgent({ agentSocket, clock, timing }: AuthenticationOptions, waiting: Waiting): Sha2Agent | undefined {
  if (agentSocket === undefined) return undefined;
  return new Sha2Agent(agentSocket, { clock, answerMs: timing.answerMs, waiting });
}

function keyboardMethod(
  username: string,
  questions: ReturnType<typeof createQuestions>,
  fail: (error: unknown) => void,
): AnyAuthMethod {
  return {
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, prompts, finish) => {
      questions.answer(prompts).then(finish, fail);
    },
  };
}

async function firstMethod(
  { auth, user: username }: PlanHost,
  who: string,
  options: AuthenticationOptions,
  waiting: Waiting,
  agent: Sha2Agent | undefined,
): Promise<AnyAuthMethod> {
  switch (auth.kind) {
    case 'key': {
      // Unlocking it may ask for a passphrase.
      waiting(true);
      const key = await options.keyring.load(auth.path).finally(() => {
        waiting(false);
      });
      return { type: 'publickey', username, key };
    }
    case 'agent': {
      if (agent !== undefined) return { type: 'agent', username, agent };
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

/**
 * Answers the host's questions: the password, once known, by itself; everything else by a person.
 * It asks one question at a time, in the host's order, because the answers go back in that order.
 */
function createQuestions(host: PlanHost, who: string, options: AuthenticationOptions, waiting: Waiting) {
  const withPassword = host.auth.kind === 'password' || host.auth.kind === 'saved';
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
  const saved = savedPassword(host, options.credentials.keychain);
  const thePassword = async (): Promise<string> =>
    (password ??= (await saved?.read()) ?? (await ask(`Password for ${who}`)));

  return {
    get answered() {
      return answered;
    },
    password: thePassword,
    async answer(prompts: readonly Prompt[]): Promise<string[]> {
      const answers: string[] = [];
      for (const { prompt, echo } of prompts) {
        // The first hidden question is for the password, as every server has it; anything else (a code) needs a person.
        const isPassword = withPassword && echo !== true && !answered;
        answered = true;
        answers.push(isPassword ? await thePassword() : await ask(printable(prompt)));
      }
      return answers;
    },
    settle: (accepted: boolean): void => {
      if (!accepted) options.passwords.delete(host.id);
      else if (password !== undefined) options.passwords.set(host.id, password);
      if (password !== undefined) saved?.settle(accepted, password);
    },
  };
}

/** The password in the machine's keychain: kept once a host took it, forgotten when a host refused it. */
function savedPassword({ auth }: PlanHost, keychain: Keychain | undefined) {
  if (auth.kind !== 'saved' || keychain === undefined) return undefined;
  let read: string | undefined;
  return {
    // A keychain that does not open is as good as none: the person is asked.
    read: async (): Promise<string | undefined> => (read = await keychain.read(auth.name).catch(() => undefined)),
    settle: (accepted: boolean, password: string): void => {
      if (accepted && password === read) return;
      const kept = accepted ? keychain.write(auth.name, password) : keychain.forget(auth.name);
      kept.catch(() => undefined);
    },
  };
}

/** A host's question, without control characters: they could paint over what the person reads. */
function printable(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200);
}
