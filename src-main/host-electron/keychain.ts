import { safeStorage } from 'electron';
import type { Keychain } from '../engine/ports.ts';
import type { Kept } from './kept.ts';

/** The system's keychain. It is looked at when the first secret is wanted: a locked one may ask, and no start waits for it. */
export function createKeychain(kept: Kept): Keychain {
  let usable: Promise<boolean> | undefined;
  const isUsable = (): Promise<boolean> => (usable ??= isKeychain());
  return {
    read: async (name) => {
      const held = kept.get('secrets')[name];
      if (held === undefined || !(await isUsable())) return undefined;
      // Rejects when it is not the keychain that it was written with.
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(held, 'base64'));
      return result;
    },
    write: async (name, secret) => {
      if (!(await isUsable())) return;
      const bytes = await safeStorage.encryptStringAsync(secret);
      kept.set('secrets', { ...kept.get('secrets'), [name]: bytes.toString('base64') });
    },
    forget: (name) => {
      const { [name]: _gone, ...others } = kept.get('secrets');
      kept.set('secrets', others);
      return Promise.resolve();
    },
  };
}

/** On a Linux without a keyring Chromium would encrypt with a password that everybody knows: that is no keychain. */
async function isKeychain(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return await safeStorage.isAsyncEncryptionAvailable();
}
