import type { ErrorCode } from './error-codes.ts';

/** An error that the operator can see. Its identity is the code, never the text; `cause` is for the developer. */
export class DrillError extends Error {
  override readonly name = 'DrillError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.code = code;
  }
}

/** The text of anything that was thrown, for people. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
