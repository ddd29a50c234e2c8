/** A time as people write it down, without a zone: `2026-10-25T02:30`. Empty: none. */
export interface LocalTime {
  readonly text: string;
  /** In the hour that comes twice when the clocks go back: the second of the two. */
  readonly second: boolean;
}

export type ZonedTime =
  | { readonly kind: 'none' }
  | { readonly kind: 'wrong' }
  /** The clocks go forward over it: no such time on that day. */
  | { readonly kind: 'gap' }
  /** `twice`: the clocks go back, and there are two of it. `iso` carries the offset of that moment. */
  | { readonly kind: 'at'; readonly ms: number; readonly iso: string; readonly twice: boolean };

const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const day = 86_400_000;

/** What moment a local time is in an IANA zone, also around the nights when the clocks change. */
export function zonedTime({ text, second }: LocalTime, zone: string): ZonedTime {
  if (text === '') return { kind: 'none' };
  const wall = shape.test(text) ? Date.parse(`${text}:00Z`) : NaN;
  // JavaScript reads the 30th of February as the 2nd of March.
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(text)) return { kind: 'wrong' };
  // A zone changes its offset at most once within two days: these are the only two that can hold.
  const offsets = [...new Set([offsetAt(wall - day, zone), offsetAt(wall + day, zone)])];
  const found = offsets
    .filter((offset) => offsetAt(wall - offset, zone) === offset)
    .map((offset) => ({ ms: wall - offset, iso: `${text}:00${offsetText(offset)}` }))
    .sort((a, b) => a.ms - b.ms);
  const at = (second ? found[1] : undefined) ?? found[0];
  return at === undefined ? { kind: 'gap' } : { kind: 'at', ...at, twice: found.length > 1 };
}

/** The local time of a moment, to the minute. */
export function localTimeOf(ms: number, zone: string): LocalTime {
  const offset = offsetAt(ms, zone);
  const text = new Date(ms + offset).toISOString().slice(0, 16);
  const first = zonedTime({ text, second: false }, zone);
  return { text, second: first.kind === 'at' && first.twice && ms - first.ms >= 60_000 };
}

/** Milliseconds that a zone's clocks are ahead of UTC at a moment. */
function offsetAt(ms: number, zone: string): number {
  const parts = formatOf(zone).formatToParts(ms);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(ms / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a millisecond; a page asks for the same zone at every key. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const number = 'numeric';
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
  });
  formats.set(timeZone, made);
  return made;
}

function offsetText(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
