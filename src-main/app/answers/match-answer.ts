import type { AnswerDocument } from '../../../src-shared/runbook/answers-schema.ts';

/** What an entry can hold; `failed` and `unknown` are the two halves of `decide`. */
export type AnswerAsked = 'confirm' | 'verdict' | 'retest' | 'sign' | 'choose' | 'accept' | 'failed' | 'unknown';

/** True where `*` stands for one segment (or a part of one) and `**` for any number of them, none included. */
export function matchesId(pattern: string, id: string): boolean {
  return matchesSegments(pattern.split('/'), id.split('/'));
}

function matchesSegments(pattern: readonly string[], id: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return id.length === 0;
  if (first === '**') return id.some((_, at) => matchesSegments(rest, id.slice(at))) || matchesSegments(rest, []);
  const [segment, ...others] = id;
  return segment !== undefined && matchesSegment(first, segment) && matchesSegments(rest, others);
}

function matchesSegment(pattern: string, segment: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) return pattern === segment;
  if (!segment.startsWith(first) || !segment.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = segment.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + last.length <= segment.length;
}

function holds(entry: AnswerDocument, asked: AnswerAsked): boolean {
  if (asked === 'failed' || asked === 'unknown') return entry.decide?.[asked] !== undefined;
  return entry[asked] !== undefined;
}

/** The first entry that matches the id and holds the kind of answer asked for. `accept` goes by `preflight`, not `step`. */
export function findAnswer(
  entries: readonly AnswerDocument[],
  asked: AnswerAsked,
  id: string,
): AnswerDocument | undefined {
  return entries.find((entry) => {
    const pattern = asked === 'accept' ? entry.preflight : entry.step;
    return pattern !== undefined && holds(entry, asked) && matchesId(pattern, id);
  });
}
