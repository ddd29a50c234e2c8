import { sign } from 'node:crypto';
import forge from 'node-forge';
import type { Installation } from '../engine/ports.ts';

const { asn1, pki } = forge;
const { Class, Type } = asn1;
type Asn1 = forge.asn1.Asn1;

/** UTCTime has two digits for the year; what it cannot hold is a GeneralizedTime (RFC 5652, 11.3). */
const utcTimeEnds = Date.UTC(2050, 0, 1);

/**
 * A detached CMS signature (RFC 5652; SHA-256, RSA, one signer with its own certificate) as DER, over bytes of which
 * only the SHA-256 is at hand: signers that want the bytes themselves hold a long report several times over.
 */
export function makeCms(digest: Buffer, installation: Pick<Installation, 'p12'>, at: Date): Buffer {
  const { key, certificate } = readP12(installation);
  const attributes = [
    attribute('contentType', oid('data')),
    attribute('signingTime', timeOf(at)),
    attribute('messageDigest', primitive(Type.OCTETSTRING, digest.toString('latin1'))),
  ];
  // Signed with the tag of a set, embedded with another one (RFC 5652, 5.4).
  const signature = sign('sha256', derOf(set(...attributes)), pki.privateKeyToPem(key));
  const signer = sequence(
    integer(1),
    sequence(pki.distinguishedNameToAsn1(certificate.issuer), serialOf(certificate)),
    algorithm('sha256'),
    context(attributes),
    algorithm('rsaEncryption'),
    primitive(Type.OCTETSTRING, signature.toString('latin1')),
  );
  const signed = sequence(
    integer(1),
    set(algorithm('sha256')),
    sequence(oid('data')),
    context([pki.certificateToAsn1(certificate)]),
    set(signer),
  );
  return derOf(sequence(oid('signedData'), context([signed])));
}

interface SigningKey {
  readonly key: forge.pki.rsa.PrivateKey;
  readonly certificate: forge.pki.Certificate;
}

function readP12(installation: Pick<Installation, 'p12'>): SigningKey {
  const { bytes, passphrase } = installation.p12();
  const der = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const p12 = forge.pkcs12.pkcs12FromAsn1(asn1.fromDer(der), passphrase);
  const bag = (type: string | undefined): forge.pkcs12.Bag | undefined =>
    type === undefined ? undefined : p12.getBags({ bagType: type })[type]?.[0];
  const key = bag(pki.oids['pkcs8ShroudedKeyBag'])?.key;
  const certificate = bag(pki.oids['certBag'])?.cert;
  if (!key || !certificate) throw new Error('The installation has no key and certificate to sign with');
  return { key, certificate };
}

function derOf(value: Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'latin1');
}

function attribute(name: string, value: Asn1): Asn1 {
  return sequence(oid(name), set(value));
}

/** RSA and SHA-256 alike have no parameters, which is written as NULL. */
function algorithm(name: string): Asn1 {
  return sequence(oid(name), primitive(Type.NULL, ''));
}

function oid(name: string): Asn1 {
  return primitive(Type.OID, asn1.oidToDer(pki.oids[name] ?? '').getBytes());
}

function integer(value: number): Asn1 {
  return primitive(Type.INTEGER, asn1.integerToDer(value).getBytes());
}

function serialOf({ serialNumber }: forge.pki.Certificate): Asn1 {
  return primitive(Type.INTEGER, forge.util.hexToBytes(serialNumber));
}

function timeOf(at: Date): Asn1 {
  return at.getTime() < utcTimeEnds
    ? primitive(Type.UTCTIME, asn1.dateToUtcTime(at))
    : primitive(Type.GENERALIZEDTIME, asn1.dateToGeneralizedTime(at));
}

function primitive(type: forge.asn1.Type, bytes: string): Asn1 {
  return asn1.create(Class.UNIVERSAL, type, false, bytes);
}

function sequence(...values: Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, values);
}

function set(...values: Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SET, true, values);
}

/** Tag 0 of the context, around its values. */
function context(values: Asn1[]): Asn1 {
  return asn1.create(Class.CONTEXT_SPECIFIC, Type.NONE, true, values);
}
