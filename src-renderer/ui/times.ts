import { useEffect, useState } from 'react';
import { secondsGone } from '../../src-shared/base/seconds-gone.ts';

/** `0:03`, `12:05`, `1:02:03`; negative durations with a sign. */
export function clockText(ms: number): string {
  const seconds = secondsGone(ms);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${ms < 0 ? '-' : ''}${h > 0 ? `${h}:${two(m)}` : m}:${two(s)}`;
}

/** `~2:00` of an expected time; nothing where none is known. */
export function expectedText(ms: number | undefined): string {
  return ms === undefined ? '' : `~${clockText(ms)}`;
}

/** Time of day in a zone: `02:14:08`. */
export function timeText(iso: string | number, zone: string, language: string, seconds = true): string {
  return new Date(iso).toLocaleTimeString(language === 'it' ? 'it-IT' : 'en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  });
}

/** `CET`, or `GMT+1` where the zone has no short name. */
export function zoneText(iso: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' }).formatToParts(new Date(iso));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** Date and time in a zone: `21 Nov 2026, 02:14`. */
export function dateText(iso: string | number, zone: string, language: string): string {
  return new Date(iso).toLocaleString(language === 'it' ? 'it-IT' : 'en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** The time now, in milliseconds, again every `everyMs`: whoever shows a running clock asks for it, nobody else. */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}
