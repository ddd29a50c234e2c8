import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { asId, type HostId } from '../../src-shared/base/ids.ts';
import { systemClock } from '../app/system-clock.ts';
import { tcpFromApp } from './tcp-from-app.ts';
import { takeTcpCheck } from './tcp-check.ts';
import { readPortAnswers, tcpFromHostScript } from './tcp-from-host.ts';
import { spawnSync } from 'node:child_process';
import type { ScriptOutside } from './script-attempt.ts';

const signal = new AbortController().signal;

/** An open port and one where nothing listens, on loopback. */
async function ports(): Promise<{ readonly open: number; readonly closed: number; readonly stop: () => void }> {
  const [open, closed] = [createServer(), createServer()];
  for (const server of [open, closed]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const portOf = (server: typeof open): number => {
    const found = server.address();
    return typeof found === 'object' && found !== null ? found.port : 0;
  };
  const result = { open: portOf(open), closed: portOf(closed), stop: () => open.close() };
  await new Promise((resolve) => closed.close(resolve));
  return result;
}

test('from the app: open, refused, and what this side cannot even try', async () => {
  const { open, closed, stop } = await ports();
  const answers = await Promise.all([
    tcpFromApp('127.0.0.1', open, signal),
    tcpFromApp('127.0.0.1', closed, signal),
    tcpFromApp('no-such-name.invalid', 22, signal),
  ]);
  stop();
  expect(answers).toEqual(['open', 'refused', 'local-error']);
});

test.each(['sh', 'bash', 'dash'])('the script for hosts says the same under %s', async (shell) => {
  const { open, closed, stop } = await ports();
  const env = { ...process.env, TRIES: `127.0.0.1 ${open}\n127.0.0.1 ${closed}` };
  const ran = spawnSync(shell, ['-c', tcpFromHostScript], { env, encoding: 'utf8' });
  stop();
  expect(Object.fromEntries(readPortAnswers(ran.stdout))).toEqual({
    [`127.0.0.1 ${open}`]: 'open',
    [`127.0.0.1 ${closed}`]: 'refused',
  });
});

test('closed is true only while the control answers; a silent control means not taken', async () => {
  const { open, closed, stop } = await ports();
  const outside = { clock: systemClock, secrets: [] } as unknown as ScriptOutside;
  const take = (port: number, control: number): ReturnType<typeof takeTcpCheck> =>
    takeTcpCheck(
      outside,
      {
        kind: 'tcp',
        from: ['app'],
        to: [{ address: '127.0.0.1' }],
        ports: [port],
        is: 'closed',
        control: { to: [{ address: '127.0.0.1' }], port: control },
      },
      (id: HostId) => {
        throw new Error(`no host ${asId<HostId>(id)}`);
      },
      signal,
    );
  const results = [await take(closed, open), await take(closed, closed), await take(open, open)];
  stop();
  expect(results.map(({ result }) => result)).toEqual(['true', 'not-taken', 'false']);
});
