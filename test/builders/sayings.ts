import { asId, type HostId, type StepId } from '../../src-shared/base/ids.ts';
import type { Command, ObservedFact } from '../../src-shared/run/commands.ts';
import { operator, tester, witness } from './run-driver.ts';

const takeTimes = { askedAt: '2026-11-21T02:00:00.000Z', answeredAt: '2026-11-21T02:00:01.000Z' };
const step = asId<StepId>('p/off');
const host = asId<HostId>('a');

/** What the outside tells, some of it twice, too late, or of what is not there. */
const observed: readonly ObservedFact[] = [
  { type: 'before-kept', data: { step, host, attempt: 1, found: { records: ['x'] } } },
  {
    type: 'attempt-ended',
    data: {
      step,
      host,
      attempt: 1,
      end: { kind: 'exit', code: 0 },
      outcome: 'passed',
      why: 'late',
      outputs: {},
      matched: [],
      tail: [],
      durationMs: 1,
    },
  },
  { type: 'compare-taken', data: { id: 'role', when: 'before', host: asId('c'), value: 'active' } },
  { type: 'compare-taken', data: { id: 'role', when: 'after', host: asId('c'), problem: 'exit 1' } },
  { type: 'compare-taken', data: { id: 'role', when: 'rolled-back', host: asId('c'), value: 'active' } },
  { type: 'probe-sampled', data: { probe: 'sip', result: 'false', detail: '', ...takeTimes } },
  { type: 'probes-counted', data: { probes: [{ probe: 'sip', takes: 3, ...takeTimes }] } },
  { type: 'probes-stopped', data: {} },
  { type: 'preflight-host-probed', data: { host, required: true, ok: false, detail: 'dead' } },
  {
    type: 'preflight-check-taken',
    data: { step: asId('p/dark'), required: true, result: 'false', detail: '', outputs: {} },
  },
  { type: 'preflight-finished', data: { problems: 0 } },
];

/**
 * Everything else that people and hosts can say to the plan of the model test, at any moment, whether it fits or not.
 * With what that test makes by itself, every command and every observed fact is among it.
 */
export const sayings: readonly Command[] = [
  { type: 'choose', step: asId('q/pick'), by: operator, option: 'south', scripted: false },
  { type: 'choose', step: asId('q/pick'), by: operator, option: 'east', scripted: false },
  { type: 'name-person', role: asId('witness'), person: tester },
  { type: 'hand-over-role', role: asId('tester'), to: { name: 'Nina Next' }, reason: 'shift', bothSigned: true },
  { type: 'write-comment', kind: 'comment', subject: 'f/base/g1', text: 'seen', by: tester },
  { type: 'write-comment', kind: 'exceptions', subject: 'run', text: 'none', by: tester },
  { type: 'agree-caveat', case: asId('f/base/g1/one'), agreedBy: { name: 'W', organisation: 'C', how: 'note' } },
  { type: 'take-evidence', case: asId('f/base/g1/one'), by: tester },
  {
    type: 'observe',
    fact: {
      type: 'evidence-taken',
      data: {
        case: asId('f/base/g1/one'),
        host: asId('a'),
        end: { kind: 'exit', code: 0 },
        text: '',
        truncated: false,
      },
    },
  },
  {
    type: 'refuse-sign-off',
    subject: asId('f/base/sign/tester'),
    role: asId('tester'),
    by: tester,
    reason: 'no',
    scripted: false,
  },
  { type: 'add-note', text: 'n', by: operator, evidence: [] },
  { type: 'start-preflight' },
  { type: 'open-terminal', host: asId('a'), by: operator, reason: 'look', columns: 80, rows: 24 },
  { type: 'open-terminal', host: asId('a'), by: operator, step: asId('q/press'), columns: 80, rows: 24 },
  {
    type: 'observe',
    fact: {
      type: 'terminal-closed',
      data: { terminal: 't1', end: { kind: 'closed' }, typed: [], typedLeftOut: 0, durationMs: 1 },
    },
  },
  { type: 'start', by: operator },
  { type: 'accept-preflight', subject: 'p/dark', by: operator, reason: 'r' },
  { type: 'declare-rto', time: '2026-11-21T02:00:00Z', by: operator },
  { type: 'hand-over-role', role: asId('operator'), to: witness, reason: 'shift', bothSigned: false },
  { type: 'write-comment', kind: 'exemptions', subject: 'f/base', text: 'one', by: tester },
  {
    type: 'refuse-sign-off',
    subject: asId('g/accept'),
    role: asId('tester'),
    by: tester,
    reason: 'no',
    scripted: false,
  },
  { type: 'roll-back', reason: 'again' },
  { type: 'advance' },
  ...observed.map((fact): Command => ({ type: 'observe', fact })),
];
