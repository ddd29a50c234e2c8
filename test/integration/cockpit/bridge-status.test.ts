import { expect, test } from 'vitest';
import { form, manual, plan, portCheck, run, step } from '../../builders/plan-builder.ts';
import { operator, RunDriver, tester, witness } from '../../builders/run-driver.ts';
import { asId, type HostId, type StepId } from '../../../src-shared/base/ids.ts';
import { bridgeStatus } from '../../../src-renderer/features/run/bridge-status.ts';
import { followedStep } from '../../../src-renderer/features/run/looking.ts';
import { nowTexts } from '../../../src-renderer/features/run/now-texts.ts';
import { nowSentence, tasksOf } from '../../../src-renderer/features/run/now-words.ts';
import { phaseViews } from '../../../src-renderer/features/run/phase-progress-view.ts';

const start = Date.parse('2026-11-21T02:00:00.000Z');
/** The run began some milliseconds after the hour, and a time is never said to be longer than it was. */
const later = (minutes: number): number => start + minutes * 60_000 + 500;
const about = {
  zone: 'UTC',
  change: 'CHG-42',
  window: { from: '2026-11-21T02:00:00Z', to: '2026-11-21T03:00:00Z' },
};
const steps = [
  step('p/stop', run('x', 'a', 'b'), { title: 'Stop the services' }),
  step('p/press', manual, { title: 'Press Activate', by: asId('operator') }),
  step('q/check', run('y', 'c'), { title: 'It is active' }),
];

function driver(): RunDriver {
  return new RunDriver(plan(steps, { objectives: { rtoMs: 45 * 60_000 } }), { about }).start();
}

test('the bridge hears what waits for whom, the clocks, and what is in doubt', () => {
  const one = driver();
  one.ended('p/stop', 'a', 'passed');
  one.ended('p/stop', 'b', 'failed');
  expect([bridgeStatus(one.state, later(12), 'en'), bridgeStatus(one.state, later(50), 'it')]).toEqual([
    '[REHEARSAL] Test (CHG-42), as of 21 Nov 2026, 02:12:00 +00:00. Waiting for the operator: Decide what failed: Stop the services. 0 of 3 steps done; RTO 12 min of 45 min; window until 03:00; decide on a rollback by 03:00. Also waiting: Press Activate (operator). So far 1 failed.',
    '[PROVA] Test (CHG-42), alle 21 nov 2026, 02:50:00 +00:00. In attesa di operator: Decidi su ciò che è fallito: Stop the services. 0 passi su 3 conclusi; RTO 50 min di 45 min; in ritardo di 5 min; finestra fino alle 03:00; decidere sul ripristino entro le 03:00. In attesa anche: Press Activate (operator). Finora 1 falliti.',
  ]);
});

test('a run that nobody holds is not said to run; many ends that nobody saw are one thing to do', () => {
  const one = new RunDriver(plan([step('p/stop', run('x', 'a', 'b'), { title: 'Stop the services' })]), {
    about,
  }).start();
  const seen = (held: 'here' | 'free') => nowSentence(one.state, 'en', held);
  const running = [seen('here').lead, seen('free').lead, seen('free').tone];
  one.ended('p/stop', 'a', 'unknown');
  one.ended('p/stop', 'b', 'unknown');
  expect([
    ...running,
    tasksOf(one.state, nowTexts.en).map(({ what }) => what),
    nowSentence(one.state, 'en').more,
  ]).toEqual([
    'Running: Stop the services',
    'Left while it ran: Stop the services. Open the run to see what became of it',
    'unknown',
    ['Say what became of Stop the services on 2 hosts'],
    undefined,
  ]);
});

test('following keeps the place of whoever is asked, and goes on only when that is settled', () => {
  const one = driver();
  const stop = asId<StepId>('p/stop');
  const press = asId<StepId>('p/press');
  const atStart = followedStep(one.state, undefined);
  one.ended('p/stop', 'a', 'passed');
  one.ended('p/stop', 'b', 'failed');
  const kept = followedStep(one.state, press);
  const first = followedStep(one.state, undefined);
  const decision = { by: operator, reason: 'seen', evidence: [], scripted: false } as const;
  one.command({ type: 'decide-failure', step: stop, choice: 'continue', ...decision });
  one.command({ type: 'confirm', step: press, by: operator, answers: {}, evidence: [], scripted: false });
  expect([atStart, kept, first, followedStep(one.state, press)]).toEqual([press, press, stop, 'q/check']);
});

test('the bridge hears first that customers cannot use the service, and for how long', () => {
  const check = portCheck.kind === 'check' ? portCheck.check : undefined;
  if (check === undefined) throw new Error('the port check is no check');
  const probe = { id: 'sip', title: 'Calls can be set up', everyMs: 2000, check };
  const one = new RunDriver(plan([step('p/press', manual)], { probes: [probe] }), { about }).start();
  const take = (result: 'true' | 'false', seconds: number, since?: number): void => {
    const at = (ms: number): string => new Date(start + ms).toISOString();
    const times = (second: number) => ({ askedAt: at(second * 1000), answeredAt: at(second * 1000 + 5) });
    const before = since === undefined ? {} : { since: { takes: 0, ...times(since) } };
    const data = { probe: 'sip', result, detail: '', ...times(seconds), ...before };
    one.command({ type: 'observe', fact: { type: 'probe-sampled', data } });
  };
  take('true', 1);
  take('false', 61, 59);
  const out = bridgeStatus(one.state, start + 103_000, 'en');
  take('true', 121, 119);
  const back = bridgeStatus(one.state, start + 130_000, 'it');
  expect([out.match(/OUT[^;]*/)?.[0], back.match(/Fuori[^;]*/)?.[0]]).toEqual([
    'OUT NOW for 42 s: Calls can be set up',
    'Fuori servizio finora per 1 min: Calls can be set up',
  ]);
});

test('a run that is complete says which signatures are still open, and no longer once they are given', () => {
  const gate = step('f', { kind: 'form', form: asId<StepId>('f') }, { by: asId('tester') });
  const one = new RunDriver(
    plan([step('p/press', manual), gate], { forms: [form('f', ['one'], { tester: 'required', witness: 'optional' })] }),
    { about },
  ).start();
  const give = { evidence: [], scripted: false } as const;
  one.command({ type: 'confirm', step: asId('p/press'), by: operator, answers: {}, ...give });
  one.command({ type: 'give-verdict', case: asId('f/g1/one'), is: 'PASS', by: tester, ...give });
  one.sign('f/sign/tester', 'tester', tester);
  const sentence = (language: 'en' | 'it'): string => nowSentence(one.state, language).lead;
  const open = [sentence('en'), sentence('it')];
  one.sign('f/sign/witness', 'witness', witness);
  expect([...open, sentence('en')]).toEqual([
    'Completed, with a signature still open: witness (optional)',
    'Completata, ma manca ancora una firma: witness (facoltativa)',
    'Completed',
  ]);
});

test('an approver is called for a plan that can start, not for one whose preflight found problems', () => {
  const one = new RunDriver(plan([step('p/press', manual)]), { about });
  const dark = { host: asId<HostId>('a'), ok: false, required: true, detail: 'no answer' };
  one.command({ type: 'start-preflight' });
  one.command({ type: 'observe', fact: { type: 'preflight-host-probed', data: dark } });
  one.command({ type: 'observe', fact: { type: 'preflight-finished', data: { problems: 1 } } });
  const before = nowSentence(one.state, 'en');
  one.command({ type: 'accept-preflight', subject: 'a', by: operator, reason: 'It is down for repair.' });
  expect([before, nowSentence(one.state, 'en')].map(({ who, what }) => [who, what])).toEqual([
    ['the operator', 'Preflight: 1 problem to mend or accept'],
    ['the operator', 'Approve the plan'],
  ]);
});

test('a run that was stopped waits for nobody: what was open is done no more', () => {
  const one = new RunDriver(plan([step('p/press', manual), step('q/press', manual)]), { about }).start();
  one.command({ type: 'abort', by: operator, reason: 'The window is over.' });
  expect([nowSentence(one.state, 'en').lead, tasksOf(one.state, nowTexts.en), phaseViews(one.state)[0]?.state]).toEqual(
    ['Aborted', [], 'waiting'],
  );
});
