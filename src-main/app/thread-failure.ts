import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { ErrorCode } from '../../src-shared/base/error-codes.ts';

/** What was thrown in a thread, as it crosses to the one that asked. */
export interface ThreadFailure {
  readonly message: string;
  readonly code?: ErrorCode;
}

export function failureOf(thrown: unknown): ThreadFailure {
  return { message: messageOf(thrown), ...(thrown instanceof DrillError ? { code: thrown.code } : {}) };
}

export function errorOf({ code, message }: ThreadFailure): Error {
  return code === undefined ? new Error(message) : new DrillError(code, message);
}
