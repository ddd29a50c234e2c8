import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBed, type Bed } from './bed.ts';
import { tsigName, serviceName, zone } from './name-servers.ts';
import { untilTrue } from './namespace-host.ts';
import { serviceUnit } from './voice-service.ts';
import { isInstalled, whyNoBed } from './why-no-bed.ts';

const noBed = whyNoBed() !== undefined;
const mariadb = isInstalled('mariadbd');
if (!mariadb) process.stderr.write('Skipped: MariaDB on a sync port needs mariadb-server-core.\n');
let bed: Bed;
beforeAll(async () => {
  if (!noBed) bed = await startBed({ mariadb });
});
afterAll(() => (noBed ? undefined : bed.end()));

const interfacesOf = (pid: number): readonly string[] =>
  Object.keys(networkInterfaces()).filter((name) => name === `bed${pid}`);

test.skipIf(noBed)('every host has its own name, address and processes; the service answers at the VIP', () => {
  const { primary, standby, observer } = bed.hosts;
  const said = [primary, standby].map((host) => [
    host.run(['hostname']).stdout,
    host.run(['systemctl', 'is-active', serviceUnit], { mayFail: true }).stdout,
    host
      .run(['ps', '-e', '-o', 'comm='])
      .stdout.split('\n')
      .filter((name) => name === 'sipp').length,
  ]);
  const health = observer.run(['curl', '-sS', `http://${bed.vip}:8080/health`]).stdout;
  const options = observer.run(['sipsak', '-s', `sip:${bed.vip}`]).status;
  expect([said, health, options, interfacesOf(process.pid).length]).toEqual([
    [
      ['primary\n', 'active\n', 3],
      ['standby\n', 'inactive\n', 0],
    ],
    'ok primary\n',
    0,
    1,
  ]);
});

test.skipIf(noBed)('a signed update is at the secondary at once, at the resolver when its TTL has passed', async () => {
  const { ns1, ns2, ns3, observer } = bed.hosts;
  const update = (secret: string): number | null =>
    observer.run(['nsupdate', '-y', `hmac-sha256:${tsigName}:${secret}`], {
      input: `server ${ns1.address}\nzone ${zone}\nupdate delete ${serviceName} A\nupdate add ${serviceName} 2 A 192.0.2.9\nsend\n`,
      mayFail: true,
    }).status;
  const forged = update(Buffer.from('somebody else').toString('base64'));
  const before = [ns1, ns2].map((server) => bed.names.ask(server));
  expect([forged, before]).toEqual([2, [[bed.hosts.primary.address], [bed.hosts.primary.address]]]);
  expect(update(bed.names.secret)).toBe(0);
  for (const server of [ns2, ns3]) {
    await untilTrue(
      () => bed.names.ask(server)[0] === '192.0.2.9',
      () => `${server.name} still says ${bed.names.ask(server).join()}`,
    );
  }
});

test.skipIf(noBed)(
  'a process that is killed in the middle leaves no namespace, no interface and no process',
  async () => {
    const code = `const { startBed } = await import(${JSON.stringify(join(import.meta.dirname, 'bed.ts'))});
    const bed = await startBed();
    console.log(bed.hosts.primary.pid);
    setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const pid = child.pid ?? 0;
    const alive = interfacesOf(pid).length;
    child.kill('SIGKILL');
    await once(child, 'exit');
    const primary = said.toString().trim();
    await untilTrue(
      () => interfacesOf(pid).length === 0 && !readdirSync('/proc').includes(primary),
      () => `Still there: ${interfacesOf(pid).join()} ${primary}`,
    );
    expect(alive).toBe(1);
  },
);

test.skipIf(noBed)('the sync ports are served by the real servers', () => {
  const { primary, standby } = bed.hosts;
  const modules = standby.run(['rsync', `rsync://${primary.address}/`]).stdout.trim();
  const greet = `sleep 0.2 | nc -w 2 ${primary.address} 3306 | tr -cd '[:print:]'`;
  const greeting = standby.run(['sh', '-c', greet], { mayFail: true }).stdout;
  expect([modules, !mariadb || greeting.includes('MariaDB')]).toEqual(['sync', true]);
});
