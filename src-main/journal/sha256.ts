import { hash } from 'node:crypto';
import { asId } from '../../src-shared/base/ids.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';

/** SHA-256 of bytes, or of a text's UTF-8 form. */
export function sha256(data: string | Uint8Array): Sha256 {
  return asId<Sha256>(hash('sha256', data));
}
