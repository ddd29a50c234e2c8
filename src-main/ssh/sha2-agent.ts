import ssh2 from 'ssh2';
import type { BaseAgent, IdentityCallback, ParsedKey, SignCallback, SigningRequestOptions } from 'ssh2';
import { noSha1 } from './keyring.ts';

/** The user's agent, without SHA-1: ssh2 asks an agent for an `ssh-rsa` signature when a server announces nothing else. */
export class Sha2Agent extends ssh2.BaseAgent<ParsedKey> {
  readonly #agent: BaseAgent;

  constructor(socket: string) {
    super();
    this.#agent = ssh2.createAgent(socket);
  }

  override getIdentities(callback: IdentityCallback<ParsedKey>): void {
    this.#agent.getIdentities(callback as IdentityCallback);
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
    if (key.type === 'ssh-rsa' && hash !== 'sha256' && hash !== 'sha512') reply?.(noSha1());
    else this.#agent.sign(key, data, hash === undefined ? {} : { hash }, reply);
  }
}
