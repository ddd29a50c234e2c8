import type { JsonWebKey } from 'node:crypto';
import { createPublicKey, verify } from 'node:crypto';
import type { FactData } from '../../src-shared/run/facts.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import { sha256 } from './check-journal.ts';
import type { VerifiedSigner, VerifyProblem } from './verification.ts';

export interface SealCheck {
  /** The seal as it stands, whether it holds or not. */
  readonly seal?: FactData['run-sealed'];
  /** Only where the seal holds. */
  readonly signer?: VerifiedSigner;
  readonly problems: readonly VerifyProblem[];
}

/** Checks the run's seal, an Ed25519 signature over the head before it, and that nothing comes after it. */
export function checkSeal(records: readonly JournalRecord[]): SealCheck {
  const record = records.find(({ type }) => type === 'run-sealed');
  if (record?.type !== 'run-sealed') return { problems: [] };
  const { seq, data: seal } = record;
  const problems: VerifyProblem[] = [];
  // The first seal counts: one that is added later cannot cover what was added with it.
  if (seal.head !== record.prev) {
    problems.push({ record: seq, what: `The seal is over the head ${seal.head}, not over ${record.prev} before it.` });
  } else if (!signatureHolds(seal)) {
    problems.push({ record: seq, what: 'The seal’s signature does not match the head and the key that it names.' });
  }
  if (records.length > seq) {
    problems.push({ record: seq + 1, what: `The record comes after the seal of record ${seq}, which ends a run.` });
  }
  // A seal that does not hold vouches for nobody.
  if (problems.length > 0) return { seal, problems };
  const fingerprint = sha256(Buffer.from(seal.publicKey, 'base64'));
  return { seal, signer: { fingerprint, subject: 'Ed25519 key of the seal' }, problems };
}

function signatureHolds({ head, publicKey, signature }: FactData['run-sealed']): boolean {
  try {
    const x = Buffer.from(publicKey, 'base64').toString('base64url');
    const key: JsonWebKey = { kty: 'OKP', crv: 'Ed25519', x };
    return verify(null, Buffer.from(head), createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64'));
  } catch {
    // No key of that kind, or not even texts: whatever it is, it signs nothing.
    return false;
  }
}
