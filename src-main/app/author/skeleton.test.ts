import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadPlan } from '../load-plan.ts';
import { validate } from '../validate.ts';
import { skeletonKinds, type SkeletonKind } from './skeleton-steps.ts';
import type { Wishes } from './skeleton.ts';
import { writeSkeleton } from './write-skeleton.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drillbook-new-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const wishes = (kinds: readonly SkeletonKind[], more: Partial<Wishes> = {}): Wishes => ({
  title: 'Restart "web": a `test`, {{ and more }}',
  id: 'restart-web',
  system: "web's",
  owner: 'Ann \\ "O" #1',
  rto: '30m',
  hosts: [{ id: 'web-1', address: '192.0.2.10', port: 2222 }],
  user: 'dr',
  key: '~/.ssh/id ed25519',
  practice: false,
  kinds,
  today: '2026-11-21',
  ...more,
});

async function judged(wished: Wishes): Promise<readonly string[]> {
  const written = await writeSkeleton(folder, wished);
  const problems = await validate(written.filter((path) => path.endsWith('.yaml')));
  const [runbook = '', inventory = ''] = written;
  const planned = await loadPlan({ runbook, inventory, set: {}, secrets: new Set() });
  return [...problems, ...(planned.ok ? [] : planned.problems)].map(({ file, message }) => `${file}: ${message}`);
}

const plain = { title: 'Restart web' } as const;

test.each(skeletonKinds)('a skeleton of `%s` alone is valid, has no hint, and can be planned', async (kind) => {
  expect(await judged(wishes([kind], plain))).toEqual([]);
});

test('so is one of all kinds, with an IPv6 host', async () => {
  const hosts = [{ id: 'v6', address: '2001:db8::1', port: 22 }];
  expect(await judged(wishes(skeletonKinds, { ...plain, hosts }))).toEqual([]);
});

test('whatever somebody types is text: nothing of it becomes YAML', async () => {
  const told = await judged(wishes(['run'], { title: 'Restart "web": \\ # `x`' }));
  expect(told).toEqual([]);
});

test('files that are there stay as they are, and then nothing is written', async () => {
  const { id, ...rest } = wishes(['run'], plain);
  await writeSkeleton(folder, { id, ...rest });
  await expect(writeSkeleton(folder, { id, ...rest })).rejects.toMatchObject({ code: 'usage.bad-arguments' });
});
