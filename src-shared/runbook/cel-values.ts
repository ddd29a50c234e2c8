import { formatDuration } from './duration.ts';

/**
 * A plain value as CEL wants it: whole numbers become ints (bigint), other numbers stay doubles, undefined is null,
 * keys are kept only as own keys.
 */
export function toCel(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== 'object' || value === null) return value;
  const entries = value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : Object.entries(value);
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, one] of entries) if (one !== undefined) copy[key] = toCel(one);
  return copy;
}

/** A CEL result as a plain value: ints become numbers (text beyond 2^53), durations `1h30m`, timestamps ISO text. */
export function fromCel(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Array.isArray(value)) return value.map(fromCel);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  if (isDuration(value)) return formatDuration(Number(value.seconds) * 1000 + value.nanos / 1e6);
  if (isUnsigned(value)) return Number(value.valueOf());
  const entries = value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : Object.entries(value);
  return Object.fromEntries(entries.map(([key, one]) => [String(fromCel(key)), fromCel(one)]));
}

/** The library exports neither class: both are known by the tag that they give themselves. */
function tagOf(value: object): string {
  return Object.prototype.toString.call(value);
}

function isDuration(value: object): value is { readonly seconds: bigint | number; readonly nanos: number } {
  return tagOf(value) === '[object google.protobuf.Duration]';
}

function isUnsigned(value: object): boolean {
  return tagOf(value).startsWith('[object value = ');
}
