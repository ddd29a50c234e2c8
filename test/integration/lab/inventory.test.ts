import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createLab } from '../../../src-main/lab/create-lab.ts';
import { systemNames } from '../../../src-main/lab/lab-system.ts';
import { allSystems } from '../../../src-main/lab/systems/all-systems.ts';
import { hostOf, labForTest } from './lab-client.ts';

const runbooks = new URL('../../../runbooks/', import.meta.url);
const committed = new URL('tvox/lab.inventory.yaml', runbooks);

test.each([...allSystems.keys()])(
  '%s: the committed inventory is the one of the lab with fixed ports, without what each installation makes itself',
  async (name) => {
    const { lab, end } = await labForTest({ systems: [name] });
    const network = (lab.hosts[0]?.address ?? '').replace(/\.\d+$/, '.');
    const made = lab.inventoryText
      .replaceAll(network, `127.42.${String(systemNames.indexOf(name))}.`)
      .replaceAll(/^ {4}hostKey: .*\n/gm, '')
      .replaceAll(/key: ".*"/g, 'key: "~/.local/share/drillbook/lab/id_ed25519"');
    await end();
    const file = new URL(`${name}/lab.inventory.yaml`, runbooks);
    expect(readFileSync(file, 'utf8').replaceAll(/^#.*\n/gm, '')).toBe(made);
  },
);

test('keys stay the same between starts; inventory and known_hosts are written; a start takes less than 2 s', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drillbook-lab-test-'));
  const before = performance.now();
  const first = await createLab({ folder, ports: 'free' });
  const took = performance.now() - before;
  await first.dispose();
  const second = await createLab({ folder, ports: 'free' });
  const known = readFileSync(second.knownHostsFile, 'utf8');
  const inventory = readFileSync(second.inventoryPath, 'utf8');
  await second.dispose();
  await rm(folder, { recursive: true });
  expect({
    quick: took < 2000,
    keys: second.hosts.map(({ hostKey }) => hostKey),
    known,
    inventory: inventory === second.inventoryText,
  }).toEqual({
    quick: true,
    keys: first.hosts.map(({ hostKey }) => hostKey),
    known: second.hosts.map(({ address, port, hostKey }) => `[${address}]:${port} ${hostKey}\n`).join(''),
    inventory: true,
  });
});

test('two labs at once do not meet', async () => {
  const labs = await Promise.all([labForTest(), labForTest()]);
  const addresses = labs.map(({ lab }) => hostOf(lab, 'voice-a').address);
  await Promise.all(labs.map(({ end }) => end()));
  expect(new Set(addresses).size).toBe(2);
});

test('a folder that cannot be written is said at once', async () => {
  const file = fileURLToPath(committed);
  await expect(createLab({ folder: join(file, 'lab'), ports: 'free' })).rejects.toMatchObject({
    code: 'file.not-writable',
  });
});
