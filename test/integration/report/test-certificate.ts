import forge from 'node-forge';
import type { Installation } from '../../../src-main/engine/ports.ts';

/** A self-signed RSA certificate of 2048 bits in a PKCS#12, as an installation holds one. */
export function testInstallation(): Pick<Installation, 'p12'> {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date('2026-01-01T00:00:00Z');
  certificate.validity.notAfter = new Date('2046-01-01T00:00:00Z');
  const name = [{ name: 'commonName', value: 'Drillbook test installation' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  const p12 = forge.pkcs12.toPkcs12Asn1(keys.privateKey, [certificate], 'pass', { algorithm: '3des' });
  const bytes = Buffer.from(forge.asn1.toDer(p12).getBytes(), 'binary');
  return { p12: () => ({ bytes, passphrase: 'pass' }) };
}
