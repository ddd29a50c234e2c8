import type { AuthContext } from 'ssh2';
import { expect, test } from 'vitest';
import type { DrillError } from '../../../src-shared/base/drill-error.ts';
import { startEmbedded } from './embedded-server.ts';
import { remoteHosts } from './remote.ts';

function rightOnly(context: AuthContext): void {
  if (context.method === 'password' && context.password === 'right') context.accept();
  else context.reject(['password']);
}

/** Connects to a host whose password is `saved: desk`; what was asked, what came of it, what the keychain holds then. */
async function attempt(held: string | undefined, answer: string): Promise<unknown> {
  const server = await startEmbedded(rightOnly);
  const kept = new Map(held === undefined ? [] : [['desk', held]]);
  let asked = 0;
  const hosts = remoteHosts([], {
    credentials: {
      password: () => {
        asked++;
        return Promise.resolve(answer);
      },
      passphrase: () => Promise.resolve(undefined),
      keychain: {
        read: (name) => Promise.resolve(kept.get(name)),
        write: (name, secret) => Promise.resolve(void kept.set(name, secret)),
        forget: (name) => Promise.resolve(void kept.delete(name)),
      },
    },
  });
  const host = { ...server.host, auth: { kind: 'saved', name: 'desk' } } as const;
  const result = await hosts.connect(host, new AbortController().signal).then(
    () => 'connected',
    (error: unknown) => (error as DrillError).code,
  );
  await hosts.dispose();
  await server.stop();
  return { result, asked, kept: kept.get('desk') };
}

test.each([
  [
    'nothing kept: asked once, kept once it was accepted',
    undefined,
    'right',
    { result: 'connected', asked: 1, kept: 'right' },
  ],
  [
    'nothing kept, and a wrong answer: not kept',
    undefined,
    'wrong',
    { result: 'ssh.auth-failed', asked: 1, kept: undefined },
  ],
  ['kept: nobody is asked', 'right', 'never', { result: 'connected', asked: 0, kept: 'right' }],
  [
    'kept and refused: forgotten, so that the next try asks',
    'old',
    'never',
    { result: 'ssh.auth-failed', asked: 0, kept: undefined },
  ],
])('a saved password, %s', async (_title, held, answer, expected) => {
  expect(await attempt(held, answer)).toEqual(expected);
});
