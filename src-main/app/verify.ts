import type { Verification } from '../verify/verification.ts';
import { verifyPath } from '../verify/verify-path.ts';

/** Whether a PDF, a bundle or a run folder holds, offline. Throws DrillError `file.not-readable`. */
export function verify(path: string, signer: string | undefined): Promise<Verification> {
  return verifyPath(path, signer === undefined ? {} : { signer });
}
