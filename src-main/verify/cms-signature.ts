import { verify, X509Certificate } from 'node:crypto';
import { DerReader } from './der.ts';

export interface CmsSignature {
  readonly certificate: X509Certificate;
  /** SHA-256 of the signed bytes, as the signed attributes hold it. */
  readonly digest: Buffer;
  /** The attributes as they were signed: with the tag of a set. */
  readonly attributes: Buffer;
  readonly signature: Buffer;
}

const integerTag = 0x02;
const octetsTag = 0x04;
const oidTag = 0x06;
const sequenceTag = 0x30;
const setTag = 0x31;
const contextTag = 0xa0;

/** Encodings that are the same in every signature of ours (RFC 5652): versions, algorithms, content types. */
const version1 = '020101';
const signedDataOid = '06092a864886f70d010702';
const dataOid = '06092a864886f70d010701';
const detachedData = `300b${dataOid}`;
const sha256Algorithm = '300d06096086480165030402010500';
const rsaAlgorithm = '300d06092a864886f70d0101010500';
const contentTypeOid = '06092a864886f70d010903';
const messageDigestOid = '06092a864886f70d010904';

/**
 * Reads a detached CMS signature (SHA-256, RSA, one signer, its own certificate) that fills `bytes` but for zeros at
 * its end. Every byte is either signed, compared with the one value it can have, or part of the certificate, whose
 * fingerprint the caller compares. Throws Error with the reason.
 */
export function readCms(bytes: Buffer): CmsSignature {
  const outer = new DerReader(bytes);
  const contentInfo = new DerReader(outer.take(sequenceTag).content);
  if (outer.rest.some((byte) => byte !== 0)) throw new Error('its padding is not zero');
  contentInfo.takeExactly(signedDataOid);
  const explicit = contentInfo.takeOnly(contextTag);
  const signedData = new DerReader(new DerReader(explicit.content).takeOnly(sequenceTag).content);
  signedData.takeExactly(version1);
  signedData.takeExactly(`310f${sha256Algorithm}`);
  signedData.takeExactly(detachedData);
  // Exactly one certificate: the installation signs with its own, which needs no chain.
  const certificate = new DerReader(signedData.take(contextTag).content).takeOnly(sequenceTag).whole;
  const signers = new DerReader(signedData.takeOnly(setTag).content);
  const signer = new DerReader(signers.takeOnly(sequenceTag).content);
  signer.takeExactly(version1);
  if (!signer.take(sequenceTag).content.equals(issuerAndSerial(certificate))) {
    throw new Error('it names another certificate than the one it brings');
  }
  signer.takeExactly(sha256Algorithm);
  const attributes = signer.take(contextTag);
  signer.takeExactly(rsaAlgorithm);
  const signature = signer.takeOnly(octetsTag).content;
  return {
    certificate: new X509Certificate(certificate),
    digest: digestOf(attributes.content),
    // RFC 5652 5.4: signed as an explicit set, whatever tag it has where it stands.
    attributes: Buffer.concat([Buffer.of(setTag), attributes.whole.subarray(1)]),
    signature,
  };
}

/** Whether the certificate's key made the signature over the attributes. */
export function signatureHolds({ certificate, attributes, signature }: CmsSignature): boolean {
  const key = certificate.publicKey;
  return key.asymmetricKeyType === 'rsa' && verify('sha256', attributes, key, signature);
}

function issuerAndSerial(certificate: Buffer): Buffer {
  const outer = new DerReader(new DerReader(certificate).takeOnly(sequenceTag).content);
  const body = new DerReader(outer.take(sequenceTag).content);
  body.takeIf(contextTag);
  const serial = body.take(integerTag);
  body.take(sequenceTag);
  return Buffer.concat([body.take(sequenceTag).whole, serial.whole]);
}

/** Each attribute once: a second digest would let a reader choose. */
function digestOf(attributes: Buffer): Buffer {
  const found = new Map<string, Buffer>();
  const reader = new DerReader(attributes);
  while (reader.rest.length > 0) {
    const attribute = new DerReader(reader.take(sequenceTag).content);
    const oid = attribute.take(oidTag).whole.toString('hex');
    if (found.has(oid)) throw new Error('it has an attribute twice');
    found.set(oid, attribute.takeOnly(setTag).content);
  }
  if (found.get(contentTypeOid)?.toString('hex') !== dataOid) throw new Error('it does not say what it is over');
  return new DerReader(found.get(messageDigestOid) ?? Buffer.alloc(0)).takeOnly(octetsTag).content;
}
