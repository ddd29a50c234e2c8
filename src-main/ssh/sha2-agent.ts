import ssh2 from 'ssh2';
import type { BaseAgent, IdentityCallback, ParsedKey, SignCallback, SigningRequestOptions } from 'ssh2';
import type { Clock } from '../engine/ports.ts';
import { noSha1 } from './keyring.ts';

export interface AgentOutside {
  readonly clock: Clock;
  /** The agent's list is waited for so long; a signature, which may need a person's touch or yes, three times as long. */
  readonly answerMs: number;
  /** `true` while the agent is asked: that time is not the host's. */
  readonly waiting: (asking: boolean) => void;
}

/**
 * The user's agent, without SHA-1: ssh2 asks an agent for an `ssh-rsa` signature when a server announces nothing else. One
 * that never answers is told as such, and its time does not count as the host's: the host does not hang.
 */
export class Sha2Agent extends ssh2.BaseAgent<ParsedKey> {
  readonly #agent: BaseAgent;
  readonly #outside: AgentOutside;
  #keys = 0;

  constructor(socket: string, outside: AgentOutside) {
    super();
    this.#agent = ssh2.createAgent(socket);
    this.#outside = outside;
  }

  /** How many keys it has to offer, once it has said so. */
  get keys(): number {
    return this.#keys;
  }

  override getIdentities(callback: IdentityCallback<ParsedKey>): void {
    const done = this.#within<readonly ParsedKey[]>(this.#outside.answerMs, callback as Answer<readonly ParsedKey[]>);
    (this.#agent as BaseAgent<ParsedKey>).getIdentities((error, keys) => {
      this.#keys = keys?.length ?? 0;
      done(error, keys as readonly ParsedKey[]);
    });
  }

  override sign(
    key: ParsedKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    callback?: SignCallback,
  ): void {
    // ssh2 calls it with or without options.
    const reply = typeof options === 'function' ? options : callback;
    const hash = typeof options === 'function' ? undefined : options.hash;
    if (key.type === 'ssh-rsa' && hash !== 'sha256' && hash !== 'sha512') {
      reply?.(noSha1());
      return;
    }
    const done = this.#within<Buffer>(3 * this.#outside.answerMs, (error, signature) => reply?.(error, signature));
    this.#agent.sign(key, data, hash === undefined ? {} : { hash }, done);
  }

  /** The first of the agent's answer and the limit; the other then means nothing. */
  #within<Value>(ms: number, answer: Answer<Value>): Answer<Value> {
    const { clock, waiting } = this.#outside;
    const over = new AbortController();
    const once: Answer<Value> = (error, value) => {
      if (over.signal.aborted) return;
      over.abort('answered');
      waiting(false);
      answer(error, value);
    };
    waiting(true);
    void clock.sleep(ms, over.signal).then(() => {
      once(new Error(`no answer for ${ms / 1000} s`));
    });
    return once;
  }
}

type Answer<Value> = (error?: Error | null, value?: Value) => void;
