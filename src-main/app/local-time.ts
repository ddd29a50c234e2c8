/** `2026-11-21 03:04:05 +01:00` for milliseconds since 1970 in an IANA zone; UTC where the zone is not known. */
export function localTime(now: number, zone: string): string {
  try {
    return formatIn(now, zone);
  } catch {
    return formatIn(now, 'UTC');
  }
}

function formatIn(now: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  // `GMT+01:00`; plain `GMT` for UTC.
  const offset = part('timeZoneName').replace('GMT', '');
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  return `${date} ${part('hour')}:${part('minute')}:${part('second')} ${offset === '' ? '+00:00' : offset}`;
}
