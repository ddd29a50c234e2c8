import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { createApp } from '../../src-main/app/app.ts';
import type { RoleId } from '../../src-shared/base/ids.ts';
import { startService, type SwitchedService } from '../integration/run/probe-meter.ts';
import { begin, operator, quiet } from '../integration/run/site.ts';
import { test } from './app-test.ts';

test('customers cannot use the service: the cockpit says so in words and shapes, live, and says for how long it was', async ({
  host,
  dataFolder,
}, info) => {
  test.skip(info.project.name !== 'web', 'The run is opened by its address, which only the browser has.');
  const { page: window } = host;
  const service = await startService();
  try {
    const run = await makeRun(dataFolder, service);
    await window.evaluate((id) => {
      location.hash = `/run?${new URLSearchParams({ run: id, tab: 'cockpit' }).toString()}`;
    }, run);
    await window.getByRole('button', { name: 'Open it here to act' }).click();
    const probe = window.getByRole('list', { name: 'Outage meter' }).getByRole('listitem').first();
    await expect(probe).toContainText('answers');
    await service.down();
    await expect(probe).toContainText(/OUT for 0:0[1-9]/);
    await expect(window.getByText(/Calls can be set up: out since/)).toBeAttached();
    await expect(window.getByRole('log', { name: 'Events' })).toContainText('service out');
    await picture(window, 'out');
    await service.up();
    await expect(probe).toContainText(/answers · was out 0:\d\d/);
    await expect(window.getByRole('log', { name: 'Events' })).toContainText('service back');
    await picture(window, 'back');
  } finally {
    await service.down();
  }
});

/** Only where somebody wants to look at it. */
async function picture(window: Page, name: string): Promise<void> {
  const folder = process.env['OUTAGE_PICTURES'];
  if (folder === undefined) return;
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    for (const colorScheme of ['dark', 'light'] as const) {
      await window.setViewportSize({ width, height });
      await window.emulateMedia({ colorScheme });
      await window.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`) });
    }
  }
  await window.setViewportSize({ width: 1280, height: 800 });
}

/** A run that waits for its operator, with three probes: of a service that the test switches, of itself, of nothing. */
async function makeRun(dataFolder: string, service: SwitchedService): Promise<string> {
  process.env['DRILLBOOK_DATA'] = dataFolder;
  const inventory = join(dataFolder, 'inventory.yaml');
  writeFileSync(
    inventory,
    'drillbook: 1\nkind: inventory\nid: bench\npractice: true\nhosts: { box: { name: Box, address: 127.0.0.1, login: none } }\nbindings: { probed: { box: box } }\n',
  );
  const runbook = join(dataFolder, 'probed.yaml');
  const tcp = (to: string): string => `check: { tcp: { to: ${to}, ports: ${service.port} } }, every: 200ms`;
  writeFileSync(
    runbook,
    `drillbook: 1
id: probed
title: Move the service to its standby
version: "1"
objectives: { rto: 45m }
targets: { box: { title: Box, hosts: 1 } }
probes:
  - { id: sip, title: Calls can be set up, ${tcp('127.0.0.1')} }
  - { id: web, title: The console answers on its service name, ${tcp('127.0.0.1')} }
  - { id: far, title: From the other site, ${tcp('no-such-name.invalid')} }
phases:
  - { id: change, title: Change, steps: [ { id: press, title: Press the button, manual: Press it. } ] }
`,
  );
  const nobody = (): Promise<undefined> => Promise.resolve(undefined);
  const app = createApp({
    credentials: { password: nobody, passphrase: nobody },
    acceptNewHostKeys: false,
    secret: nobody,
    knownHostsFiles: [],
  });
  const request = { runbook, inventory, set: {}, secrets: new Set<string>() };
  const planned = await app.plan(request);
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems, undefined, 1));
  const people = { operator } as Record<RoleId, typeof operator>;
  const about = { zone: 'Europe/Rome', change: 'CHG-4711' };
  const run = await app.createRun({ ...request, mode: 'rehearsal', about, people, allowDestructive: [] }, planned);
  await run.command({ type: 'start-preflight' });
  await quiet(run);
  await begin(run);
  await run.close();
  return run.runId;
}
