import { zonedTime } from '../../src-shared/base/zoned-time.ts';
import { usageError } from './usage-error.ts';

const withOffset = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const local = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00)?$/;

/**
 * The moment that was typed, as ISO text with its offset; without one it is a time of `zone`, never of this machine.
 * Throws a usage error that begins with `what`: `05/12/2026` is in May for some and in December for others.
 */
export function momentOf(what: string, text: string, zone: string): string {
  if (withOffset.test(text) && !Number.isNaN(Date.parse(text)) && isDay(text.slice(0, 10)))
    return text.replace(' ', 'T');
  const [, day, time] = local.exec(text) ?? [];
  if (day !== undefined && time !== undefined) {
    const found = zonedTime({ text: `${day}T${time}`, second: false }, zone);
    if (found.kind === 'at' && !found.twice) return found.iso;
    if (found.kind === 'at') {
      throw usageError(
        `${what} ${text}: the clocks of ${zone} go back over it, and show it twice. Write its offset too.`,
      );
    }
    if (found.kind === 'gap') throw usageError(`${what} ${text}: the clocks of ${zone} go forward over it.`);
  }
  throw usageError(`${what} ${text} is no date with time, such as 2026-11-21T22:00 or 2026-11-21T22:00+01:00.`);
}

/** False for the 30th of February, which `Date.parse` takes for the 2nd of March. */
function isDay(text: string): boolean {
  return zonedTime({ text: `${text}T00:00`, second: false }, 'UTC').kind === 'at';
}
