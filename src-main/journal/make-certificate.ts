import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** What signs PDFs, as files: PEM for the certificate, binary for the PKCS#12. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly p12: Uint8Array;
  readonly passphrase: string;
}

const years = 20;
const hourMs = 3_600_000;

/**
 * Makes an RSA-3072 key and a self-signed certificate `Drillbook installation <host name>`, good for 20 years. RSA,
 * because PDF readers and the signer both take it. Takes up to some seconds, once in an installation's life.
 */
export async function makeCertificate(hostName: string, now: number): Promise<CertificateFiles> {
  // Loaded here alone: every other start does without it.
  const { default: forge } = await import('node-forge');
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 3072,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const key = forge.pki.privateKeyFromPem(pair.privateKey);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  // A leading zero digit keeps the number positive.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  // Reports of the first minutes must be valid on machines whose clock is a little behind.
  certificate.validity.notBefore = new Date(now - hourMs);
  certificate.validity.notAfter = new Date(now);
  certificate.validity.notAfter.setUTCFullYear(new Date(now).getUTCFullYear() + years);
  const subject = [
    { shortName: 'CN', value: `Drillbook installation ${hostName}`.slice(0, 64) },
    { shortName: 'O', value: 'Drillbook' },
  ];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  const passphrase = randomBytes(24).toString('base64url');
  const p12 = forge.pkcs12.toPkcs12Asn1(key, [certificate], passphrase, {
    algorithm: 'aes256',
    friendlyName: 'Drillbook',
  });
  return {
    certificate: forge.pki.certificateToPem(certificate),
    p12: Buffer.from(forge.asn1.toDer(p12).getBytes(), 'latin1'),
    passphrase,
  };
}
