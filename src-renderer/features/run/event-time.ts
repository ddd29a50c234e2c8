/**
 * The moment that a time of day (`02:14`, `02:14:30`) in a zone means to somebody who writes it now: the last one that
 * is not in the future. Undefined for no time. ISO 8601 UTC; across a change of clocks it may be off by that hour.
 */
export function eventTime(time: string, zone: string, now: number): string | undefined {
  const [, hour, minute, second = '0'] = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(time) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const [h = 0, m = 0, s = 0] = format.format(now).split(':').map(Number);
  const wanted = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const day = 24 * 3600;
  const back = (h * 3600 + m * 60 + s - wanted + day) % day;
  return new Date(Math.floor(now / 1000) * 1000 - back * 1000).toISOString();
}
