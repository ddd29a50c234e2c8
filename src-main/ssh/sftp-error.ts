import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';

/** Codes of SFTP version 3. Everything that it has no word for (a full disk, a read-only one) is `failure`. */
const status = { missing: 2, denied: 3, failure: 4, lost: [6, 7] as readonly number[] } as const;

/** The number that a server gave; undefined where it gave none: the channel is gone. */
export function statusOf(thrown: unknown): number | undefined {
  const { code } = thrown as { readonly code?: unknown };
  return typeof code === 'number' ? code : undefined;
}

export function isMissing(thrown: unknown): boolean {
  return statusOf(thrown) === status.missing;
}

export function isPlainFailure(thrown: unknown): boolean {
  return statusOf(thrown) === status.failure;
}

/** What a server refused, as one of ours: `what` says what was tried, `path` where. */
export function sftpError(thrown: unknown, who: string, what: string, path: string): DrillError {
  if (thrown instanceof DrillError) return thrown;
  const code = statusOf(thrown);
  const said = `${who}: ${what} ${path}`;
  if (code === undefined || status.lost.includes(code)) {
    return new DrillError('copy.link-lost', `${said}: the link was lost (${messageOf(thrown)})`, { cause: thrown });
  }
  if (code === status.missing) {
    return new DrillError('copy.not-found', `${said}: there is no such file or folder`, { cause: thrown });
  }
  if (code === status.denied) {
    return new DrillError('copy.denied', `${said}: permission denied`, { cause: thrown });
  }
  return new DrillError('copy.failed', `${said}: ${messageOf(thrown)}`, { cause: thrown });
}
