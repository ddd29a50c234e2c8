import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Check } from 'typebox/value';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRunDesk, type RunDesk } from '../../../src-main/app/service/run-desk.ts';
import { createRunHandlers } from '../../../src-main/app/service/run-handlers.ts';
import { asId, type RoleId, type RunId } from '../../../src-shared/base/ids.ts';
import { callParams, type CallParams } from '../../../src-shared/rpc/calls.ts';
import { createDeskSite, type DeskSite } from './desk.ts';

let site: DeskSite;
let runs: RunDesk;
let calls: ReturnType<typeof createRunHandlers>;
let run: RunId;

const operator = asId<RoleId>('operator');
const olga = { name: 'Olga Operator', organisation: 'Vendor' };
const nina = { name: 'Nina Next', organisation: 'Vendor' };

beforeEach(async () => {
  site = createDeskSite();
  runs = createRunDesk(site.app);
  calls = createRunHandlers({ app: site.app, runs, giveSecrets: () => ({ dispose: () => undefined }) });
  const [runbook, inventory] = [join(site.home, 'runbook.yaml'), join(site.home, 'inventory.yaml')];
  const head = (kind: string, id: string): string => `drillbook: 1\nkind: ${kind}\nid: ${id}\n`;
  const phases = 'phases: [{ id: p, title: P, steps: [{ id: press, title: Press, manual: Press it. }] }]\n';
  writeFileSync(runbook, `${head('runbook', 'shift')}title: Shift\nversion: "1"\n${phases}`);
  writeFileSync(inventory, `${head('inventory', 'none')}practice: true\nhosts: {}\n`);
  const planned = await site.app.plan({ runbook, inventory, set: {}, secrets: new Set() });
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems));
  const about = { zone: 'UTC' };
  const rest = { set: {}, secrets: {}, about, allowDestructive: [], people: { operator: olga } };
  const { planHash } = planned;
  ({ run } = await calls['run.create']({ runbook, inventory, ...rest, mode: 'rehearsal', planHash }));
});

afterEach(async () => {
  await runs.close();
  await site.dispose();
});

const handOver = (given: Partial<CallParams<'run.handOver'>>): ReturnType<(typeof calls)['run.handOver']> =>
  calls['run.handOver']({ run, role: operator, to: nina, reason: 'shift ends', ...given });

const handedOver = (): readonly unknown[] =>
  runs.held(run).records.flatMap(({ type, data }) => (type === 'role-handed-over' ? [data] : []));

test('RUN-37: signed by both where each gave their own PIN; a person without one sets it first', async () => {
  await calls['people.setPin']({ person: olga, pin: '1111' });
  expect(await handOver({ fromPin: '1111', toPin: '2222' })).toEqual({
    ok: false,
    refusal: 'Nina Next has no PIN here yet: it is set first.',
  });
  await calls['people.setPin']({ person: nina, pin: '2222' });
  expect(await handOver({ fromPin: '1111', toPin: '1111' })).toEqual({
    ok: false,
    refusal: 'That is not the PIN of Nina Next; after five wrong tries it is locked for 5 minutes.',
  });
  expect(handedOver()).toEqual([]);
  const identifiedBy = 'Olga Operator, known in person';
  expect(await handOver({ fromPin: '1111', toPin: '2222', identifiedBy })).toMatchObject({ ok: true });
  expect(handedOver()).toEqual([
    {
      role: 'operator',
      from: { ...olga, role: 'operator' },
      to: nina,
      reason: 'shift ends',
      identifiedBy,
      bothSigned: true,
    },
  ]);
  expect(await handOver({ fromPin: '2222', toPin: '2222' })).toEqual({
    ok: false,
    refusal: 'Nina Next is the operator already.',
  });
});

test('RUN-37: without both PINs it is recorded as not signed by both; one PIN alone must still be right', async () => {
  await calls['people.setPin']({ person: olga, pin: '1111' });
  expect(await handOver({ fromPin: '9999' })).toMatchObject({ ok: false });
  expect(await handOver({ fromPin: '1111' })).toMatchObject({ ok: true });
  expect(await handOver({ to: olga })).toMatchObject({ ok: true });
  expect(handedOver()).toMatchObject([{ bothSigned: false }, { bothSigned: false }]);
});

test('five wrong PINs lock whoever hands over, and the right one does not help; the other loses no try', async () => {
  await calls['people.setPin']({ person: olga, pin: '1111' });
  await calls['people.setPin']({ person: nina, pin: '2222' });
  const refusals: unknown[] = [];
  for (const fromPin of ['1', '2', '3', '4', '5', '1111']) refusals.push(await handOver({ fromPin, toPin: '0000' }));
  const [wrong, locked] = [/^That is not the PIN of Olga/, /^The PIN of Olga Operator is locked for another \d+ s/];
  expect(refusals).toEqual(
    [wrong, wrong, wrong, wrong, locked, locked].map((text) => ({
      ok: false,
      refusal: expect.stringMatching(text) as string,
    })),
  );
  expect(await site.app.pins.check(nina, '2222', Date.now())).toBe('right');
  expect(handedOver()).toEqual([]);
});

test('a window cannot say by itself that both signed', () => {
  const command = { type: 'hand-over-role', role: 'operator', to: nina, reason: 'shift ends' };
  const fits = (bothSigned: boolean): boolean =>
    Check(callParams['run.command'], { run, command: { ...command, bothSigned } });
  expect([fits(false), fits(true)]).toEqual([true, false]);
});
