import type { PlanProbe } from '../../../src-shared/plan/plan.ts';
import type { ProbeResult, ProbeSampled } from '../../../src-shared/run/probes-facts.ts';
import { samplePlan } from './sample-plan.ts';
import { SampleRun } from './sample-run.ts';

const check: PlanProbe['check'] = {
  kind: 'tcp',
  from: ['app'],
  to: [{ address: 'voice.example.test' }],
  ports: [5060],
  is: 'open',
};
const probes: readonly PlanProbe[] = [
  { id: 'sip', title: 'Calls can be set up', everyMs: 2000, check },
  { id: 'web', title: 'The web console of the operators answers on its service name', everyMs: 5000, check },
  { id: 'dns', title: 'The name is known', everyMs: 2000, check },
];

/** Seconds after the start at which a probe is asked, and what it found; three milliseconds later it is answered. */
type Sample = readonly [
  second: number,
  probe: string,
  result: ProbeResult,
  detail: string,
  everyMs: number | undefined,
];

const open = '1 port is open';
const refused = 'not open: voice.example.test:5060 from app refused';
const samples: readonly Sample[] = [
  [0, 'sip', 'true', open, undefined],
  [0, 'web', 'true', open, undefined],
  [0, 'dns', 'true', open, undefined],
  [42, 'sip', 'false', refused, 2000],
  [45, 'web', 'false', refused, 5000],
  [168, 'sip', 'true', open, 2000],
  [150, 'web', 'not-taken', 'cannot tell: no route', 5000],
  [175, 'web', 'true', open, 5000],
  [182, 'sip', 'false', 'not open: voice.example.test:5060 from app silent', 2000],
  [190, 'sip', 'true', open, 2000],
  [214, 'sip', 'true', open, 2000],
  [214, 'web', 'true', open, 5000],
  [214, 'dns', 'true', open, 2000],
];

/** A run of some minutes whose probes saw outages: of two minutes, of some seconds, and one whose end nobody saw. */
export function outageRun(): SampleRun {
  const plan = { ...samplePlan(), probes };
  const run = new SampleRun(plan).start();
  const begin = Date.parse(run.state.startedAt ?? '');
  const iso = (second: number, ms = 0): string => new Date(begin + second * 1000 + ms).toISOString();
  for (const [second, probe, result, detail, every] of samples) {
    const before = every === undefined ? undefined : second - every / 1000;
    const data: ProbeSampled = {
      probe,
      result,
      detail,
      askedAt: iso(second, 100),
      answeredAt: iso(second, 103),
      ...(before === undefined ? {} : { since: { takes: 1, askedAt: iso(before, 100), answeredAt: iso(before, 103) } }),
    };
    run.add('probe-sampled', data);
    if (second === 0 && probe === 'dns') run.activate();
  }
  return run.add('probes-stopped', {}).end();
}
