import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { asId, type RoleId } from '../../src-shared/base/ids.ts';
import type { AboutDocument } from '../../src-shared/runbook/answers-schema.ts';
import type { Person, RunAbout } from '../../src-shared/run/facts.ts';
import { peopleOf, type Answers } from '../app/answers/answers.ts';
import { momentOf } from './moment-of.ts';
import { usageError } from './usage-error.ts';

const aboutKeys = ['customer', 'site', 'change', 'occasion', 'window.from', 'window.to', 'zone'] as const;
type AboutKey = (typeof aboutKeys)[number];
const occasions = ['incident', 'exercise', 'planned change'] as const;

/** `k=v` pairs as typed, the last one of a key counting. Throws a usage error for one without `=`. */
export function pairsOf(option: string, texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw usageError(`${option} ${text}: write it as name=value.`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** What the cover says: the answers' `run:`, then `--about`; the zone is this machine's unless it is given. */
export function aboutOf(answers: AboutDocument | undefined, texts: readonly string[]): RunAbout {
  const given = pairsOf('--about', texts);
  const unknown = Object.keys(given).find((key) => !aboutKeys.some((known) => known === key));
  if (unknown !== undefined) throw usageError(`--about knows ${aboutKeys.join(', ')}, not ${unknown}.`);
  const value = (key: AboutKey, otherwise: string | undefined): string | undefined => given[key] ?? otherwise;
  const customer = value('customer', answers?.customer);
  const site = value('site', answers?.site);
  const change = value('change', answers?.change);
  const occasion = occasionOf(value('occasion', answers?.occasion));
  const zone = zoneOf(value('zone', answers?.zone));
  const window = windowOf(value('window.from', answers?.window?.from), value('window.to', answers?.window?.to), zone);
  return {
    ...(customer === undefined ? {} : { customer }),
    ...(site === undefined ? {} : { site }),
    ...(change === undefined ? {} : { change }),
    ...(occasion === undefined ? {} : { occasion }),
    ...(window === undefined ? {} : { window }),
    zone,
  };
}

function occasionOf(text: string | undefined): RunAbout['occasion'] {
  const found = occasions.find((one) => one === text);
  if (text !== undefined && found === undefined) throw usageError(`The occasion is one of ${occasions.join(', ')}.`);
  return found;
}

function windowOf(from: string | undefined, to: string | undefined, zone: string): RunAbout['window'] {
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined) throw usageError('A window needs both window.from and window.to.');
  const window = { from: momentOf('window.from', from, zone), to: momentOf('window.to', to, zone) };
  if (Date.parse(window.to) <= Date.parse(window.from))
    throw usageError(`The window ends (${to}) before it begins (${from}).`);
  return window;
}

function zoneOf(text: string | undefined): string {
  const zone = text ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw usageError(`${zone} is no time zone; write an IANA name such as Europe/Rome.`);
  }
}

/** Who takes part: the answers' people; the operator is the login name where they do not say. */
export function rolesOf(answers: Answers | undefined): Readonly<Record<RoleId, Person>> {
  const operator = asId<RoleId>('operator');
  const people = answers === undefined ? {} : peopleOf(answers);
  return { [operator]: { name: userInfo().username, role: operator }, ...people };
}

/**
 * Values of secret parameters by id: `--secret NAME=@FILE` (`NAME=-` reads standard input), else DRILLBOOK_SECRET_NAME,
 * which counts as not given where it is empty.
 */
export function givenSecrets(
  texts: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, string> {
  const prefix = 'DRILLBOOK_SECRET_';
  const fromEnv = Object.entries(env).flatMap(([name, value]): [string, string][] =>
    name.startsWith(prefix) && value !== undefined && value !== ''
      ? [[name.slice(prefix.length).toLowerCase(), value]]
      : [],
  );
  const unnamed = texts.find((text) => text.indexOf('=') < 1);
  if (unnamed !== undefined) throw usageError('--secret: write it as name=@FILE, or name=- for standard input.');
  const fromFiles = Object.entries(pairsOf('--secret', texts)).map(([name, source]): [string, string] => {
    if (source !== '-' && !source.startsWith('@')) {
      throw usageError(`--secret ${name}=…: give a file, ${name}=@FILE: other users can read a command line.`);
    }
    const secret = readSecret(source === '-' ? 0 : source.slice(1), name);
    // A pipe whose first half failed gives nothing: as a password it would only be refused, hosts later.
    if (secret === '') throw usageError(`--secret ${name}=${source}: nothing came from there.`);
    return [name, secret];
  });
  return new Map([...fromEnv, ...fromFiles]);
}

function readSecret(source: string | 0, name: string): string {
  try {
    // Editors end a file with a newline that nobody means as part of a password.
    return readFileSync(source, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw new DrillError('file.not-readable', `The secret ${name} cannot be read: ${messageOf(cause)}`, { cause });
  }
}
