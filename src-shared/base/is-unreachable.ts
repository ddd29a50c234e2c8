import { DrillError } from './drill-error.ts';

/** The host does not answer over SSH, as `unreachable: owe` means it; a login that is refused is something else. */
export function isUnreachable(error: DrillError): boolean {
  switch (error.code) {
    case 'ssh.refused':
    case 'ssh.timeout':
    case 'ssh.unreachable':
    case 'ssh.dropped':
      return true;
    case 'ssh.jump-failed':
      return error.cause instanceof DrillError && isUnreachable(error.cause);
    default:
      return false;
  }
}
