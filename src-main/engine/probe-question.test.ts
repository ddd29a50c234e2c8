import { expect, test } from 'vitest';
import { portCheck } from '../../test/builders/plan-builder.ts';
import type { CheckTaken, Clock } from './ports.ts';
import { ProbeQuestion } from './probe-question.ts';

const check = portCheck.kind === 'check' ? portCheck.check : undefined;
if (check === undefined) throw new Error('the port check is no check');
const probe = { id: 'p', title: 'P', everyMs: 1_000, check };
const open: CheckTaken = { result: 'true', detail: 'open', outputs: {} };

/** One question whose sleeps last as long as they are asked for, the first so much longer; answered in sleep `n`. */
async function askedOf(oversleptMs: number, n: number): Promise<readonly unknown[]> {
  let [at, sleeps] = [0, 0];
  let answer: (taken: CheckTaken) => void = () => undefined;
  const answered = new Promise<CheckTaken>((resolve) => (answer = resolve));
  const clock: Clock = {
    now: () => at,
    mono: () => at,
    sleep: async (ms) => {
      sleeps += 1;
      at += sleeps === 1 ? ms + oversleptMs : ms;
      if (sleeps === n) answer(open);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  const question = new ProbeQuestion(probe, { clock, take: () => answered });
  const takes = await question.ask(false, new AbortController().signal);
  return takes.map(({ result, detail, answeredAt }) => [result, detail, Date.parse(answeredAt)]);
}

test('RUN-63: silence of a second is an outage; what this side overslept was no silence of the service', async () => {
  expect([await askedOf(0, 3), await askedOf(0, 9), await askedOf(5_000, 3)]).toEqual([
    [['true', 'open', 750]],
    [['false', 'no answer within 1.0 s', 1_000]],
    [['true', 'open', 5_750]],
  ]);
});
