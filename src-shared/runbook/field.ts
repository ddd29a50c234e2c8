import { Type, type TSchema } from 'typebox';

/** A document is read, never changed: every field and list of it is readonly. */
export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/**
 * What a key says of itself; the reference page and editors show it.
 * `examples` holds YAML values as a document would; `shared` names a part that the JSON Schema keeps once, in `$defs`.
 */
export type Described = {
  readonly title?: string;
  readonly description: string;
  readonly examples?: unknown[];
  readonly default?: unknown;
  readonly shared?: string;
};

/** Ids of phases, steps, forms, groups, cases, probes, hosts, groups of hosts: they become file names and node names. */
export const idPattern = '^[A-Za-z0-9][A-Za-z0-9_-]*$';
/** Parameters, targets, people and outputs: also names inside CEL. */
export const namePattern = '^[a-z][a-z0-9_]*$';
/** Runbook and inventory ids. */
export const kebabPattern = '^[a-z0-9]+(-[a-z0-9]+)*$';
/** `90s`, `45m`, `1h30m`, units large to small; or a text that holds a template. */
const durationPattern = '^(?=[0-9])([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+(\\.[0-9]+)?s)?([0-9]+ms)?$|\\{\\{';
const templatePattern = '\\{\\{';

/** One line or more of text for people; may hold templates. */
export const text = (about: Described) => Type.String({ minLength: 1, ...about });
/** Text, or a list of texts (paragraphs). */
export const prose = (about: Described) => Type.Union([Type.String(), Type.Array(Type.String())], about);
export const id = (about: Described) => Type.String({ pattern: idPattern, maxLength: 64, ...about });
export const name = (about: Described) => Type.String({ pattern: namePattern, maxLength: 64, ...about });
/** The id of a step, `phase/step`, with `@<host>` where `forEach` makes several. */
export const stepRef = (about: Described) => Type.String({ minLength: 1, ...about });
/** A duration such as `90s`, or a template that gives one. */
export const duration = (about: Described) => Type.String({ pattern: durationPattern, ...about });
/** A whole number, or a template that gives one. */
export const count = (about: Described, range: { minimum?: number; maximum?: number } = {}) =>
  Type.Union([Type.Integer(range), Type.String({ pattern: templatePattern })], about);
/** A TCP or UDP port, or a template that gives one. */
export const port = (about: Described) => count(about, { minimum: 1, maximum: 65_535 });
/** A CEL expression, without braces. */
export const cel = (about: Described) => Type.String({ minLength: 1, maxLength: 4096, ...about });
/** An RE2 pattern. */
export const pattern = (about: Described) => Type.String({ minLength: 1, maxLength: 4096, ...about });
export const flag = (about: Described) => Type.Boolean(about);
/** One text or a list of them. */
export const oneOrMore = (about: Described) =>
  Type.Union([Type.String({ minLength: 1 }), Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })], about);
export const list = <Item extends TSchema>(item: Item, about: Described) => Type.Array(item, about);
/** A map whose keys are names as CEL knows them. */
export const namedMap = <Value extends TSchema>(value: Value, about: Described) =>
  Type.Record(Type.String({ pattern: namePattern }), value, { additionalProperties: false, ...about });
/** A map whose keys are free: checked elsewhere, so that one wrong key is told for what it is. */
export const freeMap = <Value extends TSchema>(value: Value, about: Described) =>
  Type.Record(Type.String(), value, { ...about });
/** An object that knows its keys: any other key is an error. */
export const closed = { additionalProperties: false } as const;
