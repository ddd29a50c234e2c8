import { createSecretMask } from './secret-mask.ts';

/** The same bytes with every secret of the run masked. */
export function masked(bytes: Uint8Array, secrets: readonly string[]): Uint8Array {
  const mask = createSecretMask(secrets);
  return Buffer.concat([mask.push(bytes), mask.flush()]);
}
