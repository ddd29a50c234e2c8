import type { KeyObject } from 'node:crypto';
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { Installation } from '../engine/ports.ts';
import { syncFolder, writeDurably } from './durable.ts';
import { makeCertificate } from './make-certificate.ts';
import { sha256 } from './sha256.ts';

const names = {
  sealKey: 'seal-key.pem',
  certificate: 'certificate.pem',
  p12: 'signer.p12',
  passphrase: 'signer.passphrase',
} as const;

/**
 * Opens `<data>/installation`, the keys that seal runs and sign reports, and makes it at the first start. `now` is the
 * wall clock in milliseconds. Throws DrillError `file.not-writable`, or `installation.corrupt` where a key is missing
 * or cannot be used: it is never replaced silently, because others may know its fingerprint.
 */
export async function openInstallation(data: string, hostName: string, now: number): Promise<Installation> {
  const folder = join(data, 'installation');
  return (await readInstallation(folder)) ?? (await makeInstallation(data, folder, hostName, now));
}

/** Several programs may start for the first time at once: the first whole folder wins, the others read it. */
async function makeInstallation(data: string, folder: string, hostName: string, now: number): Promise<Installation> {
  const part = join(data, `.installation-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(part, { recursive: true, mode: 0o700 });
    const { certificate, p12, passphrase } = await makeCertificate(hostName, now);
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeDurably(join(part, names.sealKey), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await writeDurably(join(part, names.certificate), certificate);
    await writeDurably(join(part, names.p12), p12);
    await writeDurably(join(part, names.passphrase), passphrase);
    // Renaming a folder onto one that is not empty fails, everywhere.
    await rename(part, folder).catch(() => undefined);
    await syncFolder(data);
    const made = await readInstallation(folder);
    if (made === undefined) throw new Error(`${folder} could not be put in place`);
    return made;
  } catch (cause) {
    if (cause instanceof DrillError) throw cause;
    throw new DrillError('file.not-writable', `No keys can be made in ${data}: ${messageOf(cause)}`, { cause });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

async function readInstallation(folder: string): Promise<Installation | undefined> {
  // Looked at first: the folder comes into being whole, so what is missing in it later is a fault.
  if (!(await isThere(folder))) return undefined;
  try {
    const certificate = new X509Certificate(await readFile(join(folder, names.certificate)));
    const bytes = await readFile(join(folder, names.p12));
    const passphrase = await readFile(join(folder, names.passphrase), 'utf8');
    const sealKey = createPrivateKey(await readFile(join(folder, names.sealKey)));
    return {
      certificateFingerprint: sha256(certificate.raw),
      publicKey: rawPublicKey(sealKey).toString('base64'),
      seal: (text) => sign(null, Buffer.from(text), sealKey).toString('base64'),
      p12: () => ({ bytes, passphrase }),
    };
  } catch (cause) {
    throw new DrillError('installation.corrupt', `The keys in ${folder} cannot be used: ${messageOf(cause)}`, {
      cause,
    });
  }
}

async function isThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}

/** The last 32 bytes of an Ed25519 key's DER form are the key. */
function rawPublicKey(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32);
}
