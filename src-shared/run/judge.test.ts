import { expect, test } from 'vitest';
import type { PlanExpect } from '../plan/plan.ts';
import type { AttemptEnd } from './facts.ts';
import { judgeScript, type SeenScript } from './judge.ts';

const exit = (code: number): AttemptEnd => ({ kind: 'exit', code });

function judged(
  expect_: Partial<PlanExpect>,
  seen: Partial<SeenScript> & { readonly out?: string; readonly cut?: boolean },
  capture: Record<string, { pattern: string; all: boolean }> = {},
): readonly unknown[] {
  const stdout = { text: seen.out ?? '', truncated: seen.cut ?? false };
  const whole: SeenScript = { end: exit(0), marked: true, stdout, stderr: { text: '', truncated: false }, ...seen };
  const result = judgeScript({ expect: { exit: [0], ...expect_ }, capture }, whole, () => false);
  return [result.outcome, result.why];
}

test.each<readonly [string, AttemptEnd, PlanExpect['exit'], readonly unknown[]]>([
  ['exit as expected', exit(3), [0, 3], ['passed', 'exit 3']],
  ['another exit', exit(1), [0], ['failed', 'exit 1, expected 0']],
  ['a signal', { kind: 'signal', signal: 'KILL' }, [0], ['failed', 'ended by signal KILL']],
  [
    'a lost link',
    { kind: 'lost', message: 'reset' },
    [0],
    ['unknown', 'the link was lost before an exit status came (reset)'],
  ],
  [
    'a lost link that was the point',
    { kind: 'lost', message: 'reset' },
    [0, 'lost'],
    ['passed', 'the link ended, as expected (reset)'],
  ],
  ['no exit status', { kind: 'no-status' }, [0], ['unknown', 'the host closed the channel without an exit status']],
  [
    'timed out and gone',
    { kind: 'timed-out', gone: true },
    [0],
    ['failed', 'timed out; its process group on the host is gone'],
  ],
  [
    'timed out, perhaps alive',
    { kind: 'timed-out', gone: false },
    [0],
    ['unknown', 'timed out; it may still be running on the host'],
  ],
  [
    'stopped, perhaps alive',
    { kind: 'cancelled', gone: false },
    [0],
    ['unknown', 'stopped here; it may still be running on the host'],
  ],
  [
    'nothing sent',
    { kind: 'not-sent', code: 'ssh.refused', message: 'refused' },
    [0],
    ['failed', 'nothing was sent: refused'],
  ],
  ['a crash', { kind: 'interrupted' }, [0], ['unknown', 'its end was not seen']],
])('RUN-15: %s', (_, end, wanted, expected) => {
  expect(judged({ exit: wanted }, { end })).toEqual(expected);
});

test('RUN-15: exit 0 without the mark is a failure', () => {
  expect(judged({}, { marked: false })).toEqual(['failed', 'no POSIX shell ran this (exit 0 without our mark)']);
});

test('RUN-15: without the mark the host’s own last words say why', () => {
  const instead = 'WARNING: Your password has expired.\nPassword change required but no \u001b[1mTTY available.\n';
  expect(judged({}, { marked: false, instead })).toEqual([
    'failed',
    'no POSIX shell ran this (exit 0 without our mark); the host said: Password change required but no TTY available.',
  ]);
});

test('RUN-15: a mark on one stream only is a failure, and told as something that ran', () => {
  expect(judged({}, { marked: false, markedOn: 'stdout' })).toEqual([
    'failed',
    'it ran (exit 0), but its stderr did not come: a login file of this user leads it away',
  ]);
});

test.each<readonly [string, PlanExpect['stdout'] & object, string, string]>([
  ['contains', { contains: 'active' }, 'role: active\n', 'passed'],
  ['contains not', { contains: 'active' }, 'role: standby\n', 'failed'],
  ['matches searches', { matches: 'role:\\s*active' }, 'x\nrole:  active\n', 'passed'],
  ['^ and $ are the whole text', { matches: '^role' }, 'x\nrole\n', 'failed'],
  ['unless (?m)', { matches: '(?m)^role$' }, 'x\nrole\n', 'passed'],
  ['equals forgives one final newline', { equals: 'yes' }, 'yes\n', 'passed'],
  ['and no second one', { equals: 'yes' }, 'yes\n\n', 'failed'],
  ['not', { not: { contains: 'error' } }, 'fine\n', 'passed'],
  ['not, broken', { not: { contains: 'error' } }, 'an error\n', 'failed'],
])('expect stdout: %s', (_, wanted, out, expected) => {
  expect(judged({ stdout: wanted }, { out })[0]).toBe(expected);
});

test('of output whose middle is missing, `equals` and `not` cannot be judged and fail', () => {
  expect(judged({ stdout: { equals: 'x' } }, { out: 'x', cut: true })[0]).toBe('failed');
  expect(judged({ stdout: { not: { contains: 'error' } } }, { out: 'fine', cut: true })[0]).toBe('failed');
});

test('captures take group 1 of the first match, or of all', () => {
  const stdout = { text: 'since: 10:00\nn=1 n=2\n', truncated: false };
  const seen = { end: exit(0), marked: true, stdout, stderr: { text: '', truncated: false } };
  const capture = { since: { pattern: 'since: (\\S+)', all: false }, all: { pattern: 'n=(\\d)', all: true } };
  expect(judgeScript({ expect: { exit: [0] }, capture }, seen, () => true).outputs).toEqual({
    since: '10:00',
    all: ['1', '2'],
  });
});

test('a pattern that would hang other engines costs nothing', () => {
  expect(judged({ stdout: { matches: '^(a+)+$' } }, { out: `${'a'.repeat(5000)}!` })[0]).toBe('failed');
});
