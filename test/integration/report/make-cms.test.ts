import { createHash } from 'node:crypto';
import { P12Signer } from '@signpdf/signer-p12';
import { expect, test } from 'vitest';
import { testInstallation } from './test-certificate.ts';
import { makeCms } from '../../../src-main/report/make-cms.ts';

const installation = testInstallation();
const content = Buffer.from('%PDF-1.7 and all the rest');
const digest = createHash('sha256').update(content).digest();

/** RSA with this padding gives one signature for one content: another signer must come to the same bytes. */
test.each(['2026-11-21T02:03:04Z', '2051-01-01T00:00:00Z'])('signs as a known signer does at %s', async (time) => {
  const at = new Date(time);
  const { bytes, passphrase } = installation.p12();
  const theirs = await new P12Signer(Buffer.from(bytes), { passphrase }).sign(content, at);
  expect(makeCms(digest, installation, at).toString('hex')).toBe(theirs.toString('hex'));
});
