import { safeStorage } from 'electron';
import type { Kept } from './kept.ts';

/** Secrets by name, as an inventory's `auth: { saved: NAME }` means them. */
export interface Keychain {
  /** Undefined: not kept here, or by a keychain that is no longer the same. */
  read(name: string): Promise<string | undefined>;
  write(name: string, secret: string): Promise<void>;
}

/**
 * The system's keychain, or undefined where there is none. On a Linux without a keyring Chromium would encrypt with a
 * password that everybody knows: that is no keychain.
 */
export async function openKeychain(kept: Kept): Promise<Keychain | undefined> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return undefined;
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return undefined;
  return {
    read: async (name) => {
      const held = kept.get('secrets')[name];
      if (held === undefined) return undefined;
      const bytes = Buffer.from(held, 'base64');
      return await safeStorage.decryptStringAsync(bytes).then(
        ({ result }) => result,
        () => undefined,
      );
    },
    write: async (name, secret) => {
      const bytes = await safeStorage.encryptStringAsync(secret);
      kept.set('secrets', { ...kept.get('secrets'), [name]: bytes.toString('base64') });
    },
  };
}
