import { expect, test } from 'vitest';
import type { PlanProbe } from '../../src-shared/plan/plan.ts';
import { takesOf } from './late-answer.ts';

const probe = (kind: 'sip' | 'tcp'): PlanProbe => ({ id: 'p', title: 'P', everyMs: 1_000, check: { kind } as never });
const take = (ms: number, result: 'true' | 'false' = 'true') => ({
  result,
  detail: 'said',
  askedAt: '2026-11-21T02:00:00.000Z',
  answeredAt: new Date(Date.parse('2026-11-21T02:00:00.000Z') + ms).toISOString(),
});

test('a SIP request that was answered late is an outage up to its answer; anything else is what it says', () => {
  const late = take(2_500);
  expect({
    late: takesOf(probe('sip'), late),
    quick: takesOf(probe('sip'), take(900)),
    failed: takesOf(probe('sip'), take(5_000, 'false')),
    slowPage: takesOf(probe('tcp'), late),
  }).toEqual({
    late: [
      { ...late, result: 'false', detail: 'no answer for 2.5 s' },
      { ...late, askedAt: late.answeredAt },
    ],
    quick: [take(900)],
    failed: [take(5_000, 'false')],
    slowPage: [late],
  });
});
