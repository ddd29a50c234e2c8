import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createDeskHandlers } from '../../../src-main/app/service/desk-handlers.ts';
import { asId, type HostId } from '../../../src-shared/base/ids.ts';
import { createDeskSite, type DeskSite } from './desk.ts';

const sites: DeskSite[] = [];

afterEach(async () => {
  // The newest first: each restores the environment that it found.
  for (const site of sites.splice(0).reverse()) await site.dispose();
});

function siteWith(ports: 'fixed' | 'free'): DeskSite {
  const site = createDeskSite({}, ports);
  sites.push(site);
  return site;
}

test('the lab is started once, its hosts can be tried, and it is stopped', async () => {
  const site = siteWith('free');
  const [one, other] = await Promise.all([site.calls['lab.start']({}), site.calls['lab.start']({})]);
  expect(one).toEqual(other);
  const file = join(site.data, 'lab/tvox.inventory.yaml');
  expect(one).toMatchObject({ running: true, inventory: file, page: expect.stringMatching(/^http:/) as string });
  expect(one.hosts.map(({ name }) => name)).toEqual(['voice-a', 'voice-b', 'voice-c']);
  // The shipped inventory of the lab, which lacks this installation's keys, is not shown beside it.
  const activation = join(import.meta.dirname, '../../../runbooks/tvox/activation.yaml');
  const fitting = await site.calls['inventories.list']({ runbook: activation });
  expect(
    fitting.filter(({ id }) => id === 'lab-tvox').map((entry) => [entry.file, entry.fits, entry.practice]),
  ).toEqual([[file, true, true]]);
  expect(await site.calls['inventories.test']({ file, host: asId<HostId>('voice-c') })).toMatchObject({
    ok: true,
    user: 'dr',
    sudo: 'works',
  });
  // Another lab may run on the fixed addresses: the inventory of this one does not fit it.
  expect(await site.calls['lab.stop']({})).toMatchObject({ hosts: [] });
  expect(site.changes).toEqual(['lab', 'lab', 'lab']);
});

test('a lab of another program is said, and used only where it shows our keys', async () => {
  const first = siteWith('fixed');
  // Somebody on this machine may be practising just now: then theirs is the other one.
  const ours = (await first.calls['lab.status']({})).running ? undefined : await first.calls['lab.start']({});
  if (ours !== undefined) {
    // Another window's program on the same data folder.
    const same = createDeskHandlers({
      app: first.app,
      host: { kind: 'web', settings: { read: () => '', write: () => undefined } },
      questions: first.questions,
      changed: () => undefined,
      runs: first.runs,
    });
    expect(await same.handlers['lab.start']({})).toEqual({ ...ours, elsewhere: true });
    await same.close();
  }
  const second = siteWith('fixed');
  const foreign = { running: true, elsewhere: true, page: 'http://127.42.0.1:28080/', hosts: [] };
  expect(await second.calls['lab.status']({})).toEqual(foreign);
  await expect(second.calls['lab.start']({})).rejects.toMatchObject({ code: 'lab.cannot-start' });
  if (ours === undefined) return;
  // Files of an earlier lab of this user: their keys are not those of the lab that runs.
  cpSync(join(first.data, 'lab'), join(second.data, 'lab'), { recursive: true });
  const inventory = join(second.data, 'lab/tvox.inventory.yaml');
  const text = readFileSync(inventory, 'utf8');
  const [one = '', other = ''] = [...text.matchAll(/hostKey: (".*")/g)].map(([, key]) => key);
  writeFileSync(inventory, text.replace(one, '#').replace(other, one).replace('#', other));
  expect(await second.calls['lab.status']({})).toEqual(foreign);
  expect(await first.calls['lab.stop']({})).toEqual({ running: false, hosts: [] });
});
