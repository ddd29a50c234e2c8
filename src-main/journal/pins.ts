import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { PinAnswer, Pins } from '../engine/ports.ts';
import { writeDurably } from './durable.ts';

type Person = Parameters<Pins['set']>[0];

/** What is kept of one person's PIN. Salt and value are base64; `lockedUntil` is wall clock milliseconds. */
interface Entry {
  readonly salt: string;
  readonly value: string;
  readonly wrong: number;
  readonly lockedUntil: number;
}

type Entries = Readonly<Record<string, Entry>>;

const tries = 5;
const lockMs = 5 * 60_000;
/** 32 MiB and some 100 ms a try; Node's own limit is just below what scrypt needs for it. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;

/**
 * PINs in one file of mode 0600, by scrypt. They prove to one installation that the same person signs again: they are
 * in no journal, bundle or report. Tries are counted on disk, so that a restart gives no new ones.
 */
export function createPins(path: string): Pins {
  let last: Promise<unknown> = Promise.resolve();
  // One at a time: tries that run side by side would all be counted as the first.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    set: (person, pin) => inTurn(() => setPin(path, person, pin)),
    known: (person) => inTurn(async () => (await readEntries(path))[keyOf(person)] !== undefined),
    check: (person, pin, now) => inTurn(() => checkPin(path, person, pin, now)),
  };
}

/** Throws DrillError `pin.too-short`, or `pin.already-set`: nobody replaces another person's PIN. */
async function setPin(path: string, person: Person, pin: string): Promise<void> {
  if (pin.length < 4) throw new DrillError('pin.too-short', 'A PIN has at least four characters.');
  const salt = randomBytes(16).toString('base64');
  const value = await derive(pin, salt);
  const entries = await readEntries(path);
  if (entries[keyOf(person)] !== undefined) {
    throw new DrillError('pin.already-set', `${person.name} (${person.organisation}) has a PIN here already.`);
  }
  await writeEntry(path, entries, person, { salt, value: value.toString('base64'), wrong: 0, lockedUntil: 0 });
}

async function checkPin(path: string, person: Person, pin: string, now: number): Promise<PinAnswer> {
  const entries = await readEntries(path);
  const entry = entries[keyOf(person)];
  if (entry === undefined) return 'not-set';
  if (entry.lockedUntil > now) return { lockedForMs: entry.lockedUntil - now };
  // Counted before it is looked at: ending the program in time must not make the try free.
  const wrong = entry.wrong + 1;
  const locks = wrong >= tries;
  const lockedUntil = locks ? now + lockMs : 0;
  await writeEntry(path, entries, person, { ...entry, wrong: locks ? 0 : wrong, lockedUntil });
  const right = timingSafeEqual(await derive(pin, entry.salt), Buffer.from(entry.value, 'base64'));
  if (!right) return locks ? { lockedForMs: lockMs } : 'wrong';
  await writeEntry(path, await readEntries(path), person, { ...entry, wrong: 0, lockedUntil: 0 });
  return 'right';
}

function derive(pin: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same PIN from another keyboard may come in another Unicode form.
    scrypt(pin.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, cost, (error, value) => {
      if (error === null) resolve(value);
      else reject(error);
    });
  });
}

/** One person is one name in one organisation, however it was typed. */
function keyOf({ name, organisation }: Person): string {
  const plain = (text: string): string => text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return JSON.stringify([plain(name), plain(organisation)]);
}

async function readEntries(path: string): Promise<Entries> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Entries;
  } catch (cause) {
    // Any other trouble must not read as "nobody has a PIN", or the next person could set one in another's name.
    if (cause instanceof Error && (cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new DrillError('installation.corrupt', `The PINs in ${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

async function writeEntry(path: string, entries: Entries, person: Person, entry: Entry): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeDurably(path, JSON.stringify({ ...entries, [keyOf(person)]: entry }, undefined, 1));
  } catch (cause) {
    throw new DrillError('file.not-writable', `The PIN cannot be kept: ${messageOf(cause)}`, { cause });
  }
}
