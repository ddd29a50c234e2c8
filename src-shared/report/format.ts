import { secondsGone } from '../base/seconds-gone.ts';
import type { Lang } from '../run/acceptance.ts';

/** Writes times and amounts as they stand on paper: local in the run's zone with its offset, UTC where it is a record. */
export interface PaperFormat {
  /** `20 Nov 2026, 23:04:31 +01:00`; the text itself where it is no time. */
  dateTime(iso: string): string;
  /** `20 Nov 2026, 23:04 +01:00`. */
  minute(iso: string): string;
  /** `23:04:31`, in the run's zone. */
  time(iso: string): string;
}

const locales: Readonly<Record<Lang, string>> = { en: 'en-GB', it: 'it-IT' };

/** Times in an IANA zone; an unknown zone falls back to UTC, which the offset then shows. */
export function paperFormat(lang: Lang, zone: string): PaperFormat {
  const timeZone = isZone(zone) ? zone : 'UTC';
  const day = new Intl.DateTimeFormat(locales[lang], { timeZone, day: 'numeric', month: 'short', year: 'numeric' });
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const seconds = new Intl.DateTimeFormat(locales[lang], { timeZone, ...clock, second: '2-digit' });
  const minutes = new Intl.DateTimeFormat(locales[lang], { timeZone, ...clock });
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' });
  const offsetOf = (date: Date): string => {
    const name = offset.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return name.replace('GMT', '') || '+00:00';
  };
  const whole =
    (form: Intl.DateTimeFormat) =>
    (iso: string): string => {
      const date = new Date(iso);
      if (Number.isNaN(date.getTime())) return iso;
      return `${day.format(date)}, ${form.format(date)} ${offsetOf(date)}`;
    };
  return {
    dateTime: whole(seconds),
    minute: whole(minutes),
    time: (iso) => (Number.isNaN(Date.parse(iso)) ? iso : seconds.format(new Date(iso))),
  };
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** `0.2 s`, `14 s`, `2 min 14 s`, `45 min`, `1 h 2 min`. Milliseconds in, rounded down; negative ones keep their sign. */
export function duration(ms: number): string {
  if (ms < 0) return `-${duration(-ms)}`;
  if (ms > 0 && ms < 100) return '< 0.1 s';
  if (ms < 10_000) return `${Math.floor(ms / 100) / 10} s`;
  const seconds = secondsGone(ms);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  return parts.flatMap(([value, unit]) => (value === 0 ? [] : [`${value} ${unit}`])).join(' ');
}

/** `512 B`, `14.2 KiB`, `1.0 MiB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return kib < 1024 ? `${kib.toFixed(1)} KiB` : `${(kib / 1024).toFixed(1)} MiB`;
}

/** The first 12 digits of a hash in groups of four: what people compare by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12).replaceAll(/(.{4})(?=.)/g, '$1 ');
}
