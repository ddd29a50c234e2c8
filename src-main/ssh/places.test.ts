import { expect, test } from 'vitest';
import { createPlaces } from './places.ts';

test('places are given in order, given back once, lowered for ever, and left by who no longer waits', async () => {
  const places = createPlaces(2);
  const log: string[] = [];
  const never = new AbortController().signal;
  const leaving = new AbortController();
  const enter = async (name: string, signal = never): Promise<() => void> => {
    const release = await places.take(signal);
    log.push(name);
    return release;
  };
  const [a, b] = await Promise.all([enter('a'), enter('b')]);
  const c = enter('c');
  const gone = enter('gone', leaving.signal).catch(() => log.push('left'));
  const d = enter('d');
  leaving.abort(new Error('no longer'));
  await gone;
  places.lower(0);
  a();
  a();
  log.push(`taken ${String(places.taken)}`);
  b();
  (await c)();
  await d;
  expect([log, places.taken]).toEqual([['a', 'b', 'left', 'taken 1', 'c', 'd'], 1]);
});
