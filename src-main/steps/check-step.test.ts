import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { step } from '../../test/builders/plan-builder.ts';
import { localHost, worldOutside } from '../../test/integration/steps/world-outside.ts';
import { asId } from '../../src-shared/base/ids.ts';
import type { PlanAction } from '../../src-shared/plan/plan.ts';
import type { Recordings, StepContext } from '../engine/ports.ts';
import { createCheckStep } from './check-step.ts';

test('what a check that goes on sees is told at once and when it is another thing; one look is told by its result', async () => {
  const server = createServer((socket) => socket.destroy());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const written: string[] = [];
  const recordings: Recordings = {
    open: () =>
      Promise.resolve({
        write: (_stream, bytes) => {
          written.push(Buffer.from(bytes).toString());
          // Whoever watches has read that it is not so yet: now it becomes so.
          server.close();
        },
        typed: () => undefined,
        close: () => Promise.resolve({ file: 'r', bytes: 0, sha256: asId('0'), invalidBytes: 0 }),
      }),
  };
  const control = createServer((socket) => socket.destroy());
  await once(control.listen(0, '127.0.0.1'), 'listening');
  const to = [{ address: '127.0.0.1' }];
  const action: PlanAction = {
    kind: 'check',
    check: {
      kind: 'tcp',
      from: ['app'],
      to,
      ports: [port],
      is: 'closed',
      control: { to, port: (control.address() as AddressInfo).port },
    },
  };
  const take = async (timing: StepContext['step']['timing']): Promise<readonly [string, boolean]> => {
    const context: StepContext = {
      step: step('p/dark', action, { timing }),
      host: () => localHost(),
      signal: new AbortController().signal,
      env: () => ({}),
      holds: () => true,
      against: () => undefined,
    };
    const nothing = { keep: () => Promise.resolve(), kept: () => [] };
    const request = { host: 'app', attempt: 1, recording: 'r', startedAt: 0, ...nothing } as const;
    const { outcome, recording } = await createCheckStep({ ...worldOutside(), recordings })(request, context);
    return [outcome, recording !== undefined];
  };
  const ended = [await take({ everyMs: 20, withinMs: 20_000, forMs: 100 }), await take({ everyMs: 20 })];
  control.close();
  const lines = written
    .join('')
    .replaceAll(/^ +[\d.]+ s {2}/gmu, '')
    .replaceAll(String(port), 'PORT')
    .trim()
    .split('\r\n');
  expect([ended, lines]).toEqual([
    [
      ['passed', true],
      ['passed', false],
    ],
    ['not yet: still open: 127.0.0.1:PORT from app', 'it holds: no answer from 1 ports while the control answers'],
  ]);
});
