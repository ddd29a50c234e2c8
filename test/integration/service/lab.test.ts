import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createDeskHandlers } from '../../../src-main/app/service/desk-handlers.ts';
import { asId, type HostId } from '../../../src-shared/base/ids.ts';
import type { LabOrder } from '../../../src-shared/rpc/lab-calls.ts';
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

test('a lab of another program of ours is reached through its control; one of somebody else is only said', async () => {
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
    const { systems, ...rest } = await same.handlers['lab.start']({});
    expect({ ...rest, names: systems.map(({ name }) => name) }).toEqual({
      running: true,
      elsewhere: true,
      inventory: ours.inventory,
      page: ours.page,
      hosts: ours.hosts,
      names: ['tvox'],
    });
    const { said } = await same.handlers['lab.order']({ order: { do: 'act', action: 'activate' } });
    const facts = (await first.calls['lab.status']({})).systems[0]?.facts ?? [];
    expect([said, facts[0]?.[1]]).toEqual(['OCC of voice-c: activate pressed', expect.stringMatching(/^active /)]);
    await same.close();
  }
  const second = siteWith('fixed');
  const foreign = { running: true, elsewhere: true, page: 'http://127.42.0.1:28080/', hosts: [], systems: [] };
  expect(await second.calls['lab.status']({})).toEqual(foreign);
  await expect(second.calls['lab.start']({})).rejects.toMatchObject({ code: 'lab.cannot-start' });
  const order = { do: 'act', action: 'activate' } as const;
  await expect(second.calls['lab.order']({ order })).rejects.toMatchObject({ code: 'lab.order-refused' });
  if (ours === undefined) return;
  expect(await first.calls['lab.stop']({})).toEqual({ running: false, hosts: [], systems: [] });
});

test('systems come and go one by one; the last one ends the lab', async () => {
  const site = siteWith('free');
  const order = async (one: LabOrder): Promise<readonly [said: string, systems: readonly string[]]> => {
    const { said, status } = await site.calls['lab.order']({ order: one });
    return [said, status.systems.map(({ name }) => name)];
  };
  const seen = [
    await order({ do: 'start', systems: ['wazo'], fresh: false }),
    await order({ do: 'start', systems: ['tvox', 'wazo'], fresh: false }),
    await order({ do: 'renew', system: 'tvox' }),
    await order({ do: 'stop', system: 'wazo' }),
    await order({ do: 'stop' }),
  ];
  expect([seen, (await site.calls['lab.status']({})).running, existsSync(join(site.data, 'lab/control.sock'))]).toEqual(
    [
      [
        ['', ['wazo']],
        ['started: tvox, wazo', ['tvox', 'wazo']],
        ['tvox begins anew', ['tvox', 'wazo']],
        ['stopped: wazo', ['tvox']],
        ['stopped: tvox', []],
      ],
      false,
      false,
    ],
  );
});
