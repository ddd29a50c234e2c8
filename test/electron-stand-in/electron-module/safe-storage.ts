import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const key = createHash('sha256').update('electron-stand-in').digest();
const prefix = Buffer.from('v10');
/** The desktop's keyring is simulated where a spec asks for one; without, it is as on a bare Linux: a fixed password. */
const hasKeyring = process.env['STAND_IN_KEYRING'] === 'yes';

export const safeStorage = {
  getSelectedStorageBackend: () => (hasKeyring ? 'gnome_libsecret' : 'basic_text'),
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text: string): Promise<Buffer> => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    return Promise.resolve(
      Buffer.concat([prefix, iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]),
    );
  },
  decryptStringAsync: (bytes: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => {
    try {
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(3, 15));
      cipher.setAuthTag(bytes.subarray(-16));
      const result = cipher.update(bytes.subarray(15, -16), undefined, 'utf8') + cipher.final('utf8');
      return Promise.resolve({ result, shouldReEncrypt: false });
    } catch {
      return Promise.reject(new Error('Error while decrypting the ciphertext provided to safeStorage.'));
    }
  },
};
