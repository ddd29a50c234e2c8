import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLab } from '../../../src-main/lab/create-lab.ts';

test.each([
  ['sip-ha', ['power-off master', 'mysql-stop slave', 'unknown-state slave'], 'Service address answered by: slave'],
  ['genesys', ['reactions off', 'switchover', 'gateways away', 'config-server up'], 'SIP at the Virtual IP: silent'],
] as const)('a %s lab that ends in mid-exercise is found again as it was', async (name, actions, fact) => {
  const folder = mkdtempSync(join(tmpdir(), 'drillbook-memory-'));
  const timings = { failoverMs: 50, promoteMs: 50, drainMs: 50, phonesMs: 0 };
  const start = () => createLab({ folder, ports: 'free', keep: true, systems: [name], timings });
  const first = await start();
  for (const action of actions) first.system(name).act(action);
  const facts = (lab: typeof first): readonly string[] =>
    lab
      .system(name)
      .view()
      .facts.map(([label, value]) => `${label}: ${value}`);
  await expect.poll(() => facts(first), { timeout: 10_000 }).toContain(fact);
  await expect.poll(() => facts(first), { timeout: 10_000 }).not.toContain('Registered: 0 phones, 0 softphones');
  const before = facts(first).filter((one) => !one.startsWith('File sync'));
  await first.dispose();
  const second = await start();
  const after = facts(second);
  await second.system(name).forget();
  await second.dispose();
  rmSync(folder, { recursive: true, force: true });
  expect(after).toEqual(expect.arrayContaining([...before]));
});
