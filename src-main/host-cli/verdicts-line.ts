import { acceptanceOf } from '../../src-shared/run/acceptance.ts';
import type { RunState } from '../../src-shared/run/state.ts';

/** `Accepted: 11 of 11 verdicts, 10 PASS, 1 OTHER`; empty where there is no case. */
export function verdictsOf(state: RunState): string {
  const { cases, open, pass, fail, other, accepted } = acceptanceOf(state);
  if (cases === 0) return '';
  const word = accepted === undefined ? 'Not accepted yet' : accepted ? 'Accepted' : 'NOT ACCEPTED';
  const counts = Object.entries({ PASS: pass, FAIL: fail, OTHER: other }).filter(([, count]) => count > 0);
  return [`${word}: ${cases - open} of ${cases} verdicts`, ...counts.map(([is, count]) => `${count} ${is}`)].join(', ');
}
