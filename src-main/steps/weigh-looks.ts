import type { CheckTaken } from '../engine/ports.ts';

/** What one vantage saw of one place. */
export interface Look {
  readonly result: CheckTaken['result'];
  /** Names the place, and says what was seen there. */
  readonly detail: string;
}

/** One place that says no is a no; what could not be looked at leaves the question open; else it is true. */
export function weighLooks(looks: readonly Look[], outputs: CheckTaken['outputs']): CheckTaken {
  const found = (['false', 'not-taken', 'true'] as const).find((one) => looks.some(({ result }) => result === one));
  const result = found ?? 'not-taken';
  const said = looks.filter((one) => one.result === result).map(({ detail }) => detail);
  const detail = said.length === 0 ? 'there was nobody to ask' : said.join('; ');
  return { result, detail: result === 'not-taken' ? `cannot tell: ${detail}` : detail, outputs };
}
