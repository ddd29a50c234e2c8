import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const key = createHash('sha256').update('electron-stand-in').digest();
const prefix = Buffer.from('v10');
/** The desktop's keyring is simulated where a spec asks for one; without, it is as on a bare Linux: a fixed password. */
const hasKeyring = process.env['STAND_IN_KEYRING'] === 'yes';

export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => (hasKeyring ? 'gnome_libsecret' : 'basic_text'),
  encryptString: (text: string): Buffer => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    return Buffer.concat([prefix, iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  decryptString: (bytes: Buffer): string => {
    try {
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(3, 15));
      cipher.setAuthTag(bytes.subarray(-16));
      return cipher.update(bytes.subarray(15, -16), undefined, 'utf8') + cipher.final('utf8');
    } catch {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
    }
  },
};
