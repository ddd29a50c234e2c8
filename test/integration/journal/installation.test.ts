import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { expect, test } from 'vitest';
import { dataFolder } from '../../../src-main/journal/data-folder.ts';
import { openInstallation } from '../../../src-main/journal/installation.ts';
import { settled, tempFolder } from './fixture.ts';

const now = Date.UTC(2026, 10, 21, 2);

test('an installation is made once, by whoever comes first, and found by the others', async () => {
  const data = join(tempFolder(), 'data');
  const both = await Promise.all([openInstallation(data, 'desk-1', now), openInstallation(data, 'desk-1', now)]);
  const later = await openInstallation(data, 'desk-2', now + 1e9);
  const seen = [...both, later].map(({ certificateFingerprint, publicKey }) => ({ certificateFingerprint, publicKey }));
  expect(seen).toEqual([seen[0], seen[0], seen[0]]);
  expect(readdirSync(data)).toEqual(['installation']);
  const folder = join(data, 'installation');
  const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
  expect([statSync(folder).mode & 0o777, ...modes]).toEqual([
    0o700,
    ['certificate.pem', 0o600],
    ['seal-key.pem', 0o600],
    ['signer.p12', 0o600],
    ['signer.passphrase', 0o600],
  ]);

  const certificate = new X509Certificate(readFileSync(join(folder, 'certificate.pem')));
  const years = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / (365.25 * 86_400_000);
  expect({
    subject: certificate.subject,
    selfSigned: certificate.verify(certificate.publicKey),
    bits: certificate.publicKey.asymmetricKeyDetails?.modulusLength,
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    years: Math.round(years),
    valid: Date.parse(certificate.validFrom) < now,
  }).toEqual({
    subject: 'CN=Drillbook installation desk-1\nO=Drillbook',
    selfSigned: true,
    bits: 3072,
    fingerprint: later.certificateFingerprint,
    years: 20,
    valid: true,
  });

  const { bytes, passphrase } = later.p12();
  const asn1 = forge.asn1.fromDer(Buffer.from(bytes).toString('latin1'));
  const p12 = forge.pkcs12.pkcs12FromAsn1(asn1, passphrase);
  const oid = forge.pki.oids['pkcs8ShroudedKeyBag']!;
  expect(p12.getBags({ bagType: oid })[oid]).toHaveLength(1);

  // An Ed25519 key's DER form is this prefix and the raw key.
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(later.publicKey, 'base64')]);
  const key = createPublicKey({ key: der, type: 'spki', format: 'der' });
  const signature = Buffer.from(both[0].seal('head'), 'base64');
  const holds = ['head', 'tail'].map((text) => verify(null, Buffer.from(text), key, signature));
  expect(holds).toEqual([true, false]);
});

test('a key that is missing is said, never replaced', async () => {
  const data = tempFolder();
  await openInstallation(data, 'desk-1', now);
  rmSync(join(data, 'installation', 'seal-key.pem'));
  expect(await settled(openInstallation(data, 'desk-1', now))).toMatch(
    /^installation.corrupt: The keys in .* cannot be us/,
  );
});

const home = '/home/ada';
const places: readonly (readonly [Parameters<typeof dataFolder>[0], string])[] = [
  [{ env: {}, platform: 'linux', home }, '/home/ada/.local/share/drillbook'],
  [{ env: { XDG_DATA_HOME: '/x' }, platform: 'linux', home }, '/x/drillbook'],
  [{ env: { XDG_DATA_HOME: 'relative' }, platform: 'linux', home }, '/home/ada/.local/share/drillbook'],
  [{ env: { DRILLBOOK_DATA: '/d', XDG_DATA_HOME: '/x' }, platform: 'linux', home }, '/d'],
  [{ env: { DRILLBOOK_DATA: '' }, platform: 'darwin', home }, '/home/ada/Library/Application Support/Drillbook'],
];

test.each(places)('data goes to the place of the system: %j', (source, folder) => {
  expect(dataFolder(source)).toBe(folder);
});
