import type { ErrorCode } from './error-codes.ts';

/** A host key that nobody vouched for yet: what a person compares with the host's console before trusting it. */
export interface UntrustedKey {
  readonly address: string;
  readonly port: number;
  /** `<algorithm> <base64>` */
  readonly key: string;
  /** `<algorithm> SHA256:…` */
  readonly fingerprint: string;
}

interface DrillErrorOptions {
  readonly cause?: unknown;
  /** With `ssh.host-key-unknown`: the key that was seen. */
  readonly untrusted?: UntrustedKey;
}

/** An error that the operator can see. Its identity is the code, never the text; `cause` is for the developer. */
export class DrillError extends Error {
  override readonly name = 'DrillError';
  readonly code: ErrorCode;
  readonly untrusted: UntrustedKey | undefined;

  constructor(code: ErrorCode, message: string, options: DrillErrorOptions = {}) {
    super(message, options);
    this.code = code;
    // A host behind a jump host fails for the jump host's key: the key goes with what it caused.
    const { cause } = options;
    this.untrusted = options.untrusted ?? (cause instanceof DrillError ? cause.untrusted : undefined);
  }
}

/** The text of anything that was thrown, for people. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
