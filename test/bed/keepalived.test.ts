import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { BedHost } from './bed-network.ts';
import { startFailoverSite, type FailoverSite } from './failover-site.ts';
import { untilTrue } from './namespace-host.ts';
import { whyNoBed } from './why-no-bed.ts';

const noBed = whyNoBed() !== undefined;
// A failover waits for silence five seconds at a time; on a busy machine it takes a minute.
vi.setConfig({ testTimeout: 180_000 });
let site: FailoverSite;
beforeAll(async () => {
  if (!noBed) site = await startFailoverSite();
});
afterAll(() => (noBed ? undefined : site.end()));

/** VRRP, five adverts a second; the higher priority holds the address while it is heard. */
function startKeepalived(host: BedHost, vip: string, priority: number): void {
  const config = join(host.folder, 'keepalived.conf');
  const text = `global_defs {
  router_id ${host.name}
  vrrp_version 3
}
vrrp_instance bed {
  interface eth0
  virtual_router_id 51
  priority ${priority}
  advert_int 0.2
  virtual_ipaddress {
    ${vip}/24
  }
}
`;
  writeFileSync(config, text);
  host.start('keepalived', ['keepalived', '--dont-fork', '--log-console', '--vrrp', '--use-file', config]);
}

const holds = (host: BedHost, vip: string): boolean => host.run(['ip', '-o', 'addr']).stdout.includes(` ${vip}/`);

test.skipIf(noBed)('keepalived moves an address; the failover by hand refuses to fight with it', async () => {
  const { network, hosts } = site.bed;
  const { primary, standby } = hosts;
  const vip = `${network.prefix}.101`;
  startKeepalived(primary, vip, 150);
  startKeepalived(standby, vip, 100);
  const where = (): string => `${primary.log('keepalived')}${standby.log('keepalived')}`;
  await untilTrue(() => holds(primary, vip) && !holds(standby, vip), where);

  const run = await site.run();
  expect([run.code, run.stdout.includes('problem      preflight/alone: primary: ')], run.stdout).toEqual([3, true]);

  network.plug(primary, false);
  // It sees its cable go, and lets go of the address.
  await untilTrue(() => holds(standby, vip) && !holds(primary, vip), where);
  network.plug(primary, true);
  await untilTrue(() => holds(primary, vip) && !holds(standby, vip), where);
});
