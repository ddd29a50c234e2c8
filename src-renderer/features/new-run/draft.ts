import type { HostId } from '../../../src-shared/base/ids.ts';
import { asId } from '../../../src-shared/base/ids.ts';
import type { Person, RunAbout, RunMode } from '../../../src-shared/run/facts.ts';
import { zonedTime, type LocalTime } from '../../../src-shared/base/zoned-time.ts';

export type Occasion = NonNullable<RunAbout['occasion']>;

export interface DraftPerson {
  readonly name: string;
  readonly organisation: string;
  readonly title: string;
}

/** What somebody has filled in of a new run. It is kept as text; no secret is ever in it. */
export interface Draft {
  readonly format: 1;
  readonly runbook: string;
  readonly inventory: string;
  readonly mode: RunMode | undefined;
  /** The sealed run whose open items it takes up. */
  readonly follow: string | undefined;
  /** By parameter id; what is not here is the inventory's or the default. */
  readonly set: Readonly<Record<string, string>>;
  /** Host names, typed: destructive steps really run on them, also in a rehearsal. */
  readonly allow: string;
  readonly people: Readonly<Record<string, DraftPerson>>;
  readonly customer: string;
  readonly site: string;
  readonly change: string;
  readonly occasion: Occasion | undefined;
  readonly from: LocalTime;
  readonly to: LocalTime;
  readonly zone: string;
}

export const nobody: DraftPerson = { name: '', organisation: '', title: '' };
const occasions: readonly Occasion[] = ['incident', 'exercise', 'planned change'];
const noTime: LocalTime = { text: '', second: false };

export function emptyDraft(zone: string): Draft {
  return {
    format: 1,
    runbook: '',
    inventory: '',
    mode: undefined,
    follow: undefined,
    set: {},
    allow: '',
    people: {},
    customer: '',
    site: '',
    change: '',
    occasion: undefined,
    from: noTime,
    to: noTime,
    zone,
  };
}

/** Reads a draft back. Another version may have written it: what is not of its kind is left empty. */
export function readDraft(text: string, zone: string): Draft {
  const found = mapOf(parsed(text));
  const word = (key: string): string => textOf(found[key]);
  const empty = emptyDraft(zone);
  return {
    ...empty,
    runbook: word('runbook'),
    inventory: word('inventory'),
    mode: (['live', 'rehearsal'] as const).find((one) => one === found['mode']),
    follow: word('follow') === '' ? undefined : word('follow'),
    set: mapValues(mapOf(found['set']), textOf),
    allow: word('allow'),
    people: mapValues(mapOf(found['people']), personOf),
    customer: word('customer'),
    site: word('site'),
    change: word('change'),
    occasion: occasions.find((one) => one === found['occasion']),
    from: timeOf(found['from']),
    to: timeOf(found['to']),
    zone: word('zone') === '' ? zone : word('zone'),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function mapValues<Value>(map: Readonly<Record<string, unknown>>, of: (value: unknown) => Value) {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, of(value)]));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function personOf(value: unknown): DraftPerson {
  const { name, organisation, title } = mapOf(value);
  return { name: textOf(name), organisation: textOf(organisation), title: textOf(title) };
}

function timeOf(value: unknown): LocalTime {
  const { text, second } = mapOf(value);
  return { text: textOf(text), second: second === true };
}

/** The names that were typed, as host ids; separated by blanks or commas. */
export function allowedHosts({ allow }: Pick<Draft, 'allow'>): readonly HostId[] {
  const names = allow.split(/[\s,;]+/).filter((name) => name !== '');
  return [...new Set(names)].map((name) => asId<HostId>(name));
}

/** Who was named, without the empty fields: what stands nowhere is not recorded as nothing. */
export function namedPeople({ people }: Pick<Draft, 'people'>): Readonly<Record<string, Person>> {
  return Object.fromEntries(
    Object.entries(people).flatMap(([role, one]) => {
      const person = personFrom(one);
      return person === undefined ? [] : [[role, person]];
    }),
  );
}

/** Undefined without a name. */
export function personFrom(one: DraftPerson): Person | undefined {
  const [name, organisation, title] = [one.name.trim(), one.organisation.trim(), one.title.trim()];
  if (name === '') return undefined;
  return {
    name,
    ...(organisation === '' ? {} : { organisation }),
    ...(title === '' ? {} : { title }),
  };
}

/** What stands on the cover. A window that is not whole is left out; `windowFault` says so before. */
export function aboutFrom(draft: Draft): RunAbout {
  const given = (key: 'customer' | 'site' | 'change') => {
    const text = draft[key].trim();
    return text === '' ? {} : { [key]: text };
  };
  const [from, to] = [zonedTime(draft.from, draft.zone), zonedTime(draft.to, draft.zone)];
  return {
    ...given('customer'),
    ...given('site'),
    ...given('change'),
    ...(draft.occasion === undefined ? {} : { occasion: draft.occasion }),
    ...(from.kind === 'at' && to.kind === 'at' ? { window: { from: from.iso, to: to.iso } } : {}),
    zone: draft.zone,
  };
}

/** Why the change window cannot be as it was written. */
export type WindowFault = 'half' | 'wrong' | 'gap' | 'backwards';

export function windowFault(draft: Draft): WindowFault | undefined {
  const [from, to] = [zonedTime(draft.from, draft.zone), zonedTime(draft.to, draft.zone)];
  const kinds = [from.kind, to.kind];
  if (kinds.includes('wrong')) return 'wrong';
  if (kinds.includes('gap')) return 'gap';
  if (from.kind === 'at' && to.kind === 'at') return to.ms <= from.ms ? 'backwards' : undefined;
  return from.kind === to.kind ? undefined : 'half';
}
