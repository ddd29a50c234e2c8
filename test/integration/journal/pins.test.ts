import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPins } from '../../../src-main/journal/pins.ts';
import { settled, tempFolder } from './fixture.ts';

const ada = { name: 'Ada Byron', organisation: 'Vendor' };
const now = 1_000_000;
const minute = 60_000;

test('a PIN is set once, and proves the person however the name was typed', async () => {
  const path = join(tempFolder(), 'data', 'pins.json');
  const pins = createPins(path);
  const before = await pins.check(ada, '1234', now);
  await pins.set(ada, '1234');
  const answers = [
    before,
    await pins.check(ada, '1234', now),
    await pins.check({ name: ' ada  BYRON', organisation: 'vendor ' }, '1234', now),
    await pins.check({ ...ada, organisation: 'Customer' }, '1234', now),
    await pins.check(ada, '12345', now),
    await settled(pins.set(ada, '9999')),
    await settled(pins.set({ ...ada, name: 'Bob' }, '123')),
    await createPins(path).check(ada, '1234', now),
  ];
  expect(answers).toEqual([
    'not-set',
    'right',
    'right',
    'not-set',
    'wrong',
    'pin.already-set: Ada Byron (Vendor) has a PIN here already.',
    'pin.too-short: A PIN has at least four characters.',
    'right',
  ]);
  expect({ mode: statSync(path).mode & 0o777, plain: readFileSync(path, 'utf8').includes('1234') }).toEqual({
    mode: 0o600,
    plain: false,
  });
});

test('five wrong tries lock for five minutes, also after a restart and side by side', async () => {
  const path = join(tempFolder(), 'pins.json');
  await createPins(path).set(ada, '1234');
  const first = await createPins(path).check(ada, '0000', now);
  const pins = createPins(path);
  const rest = await Promise.all(['1', '2', '3', '4', '5'].map((pin) => pins.check(ada, `000${pin}`, now)));
  const locked = await createPins(path).check(ada, '1234', now + 4 * minute);
  const after = await createPins(path).check(ada, '1234', now + 5 * minute);
  expect({ first, rest, locked, after }).toEqual({
    first: 'wrong',
    rest: ['wrong', 'wrong', 'wrong', { lockedForMs: 5 * minute }, { lockedForMs: 5 * minute }],
    locked: { lockedForMs: minute },
    after: 'right',
  });
});

test('a right PIN begins the count anew', async () => {
  const pins = createPins(join(tempFolder(), 'pins.json'));
  await pins.set(ada, '1234');
  const tries = ['0000', '0000', '0000', '0000', '1234', '0000', '1234'];
  const answers = [];
  for (const pin of tries) answers.push(await pins.check(ada, pin, now));
  expect(answers).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'right', 'wrong', 'right']);
});

test('a store that cannot be read does not pass for an empty one', async () => {
  const path = join(tempFolder(), 'pins.json');
  writeFileSync(path, '{');
  expect(await settled(createPins(path).set(ada, '1234'))).toMatch(
    /^installation.corrupt: The PINs in .* cannot be read/,
  );
});
