import { assertNever } from '../base/assert-never.ts';
import { messageOf } from '../base/drill-error.ts';
import type { PlanExpect, PlanMatch, PlanStep } from '../plan/plan.ts';
import { compilePattern } from '../runbook/pattern.ts';
import type { AttemptEnd, AttemptEnded, Outputs } from './facts.ts';

/** A stream as it can be judged: all of it, or its first and last MiB. */
export interface SeenStream {
  readonly text: string;
  readonly truncated: boolean;
}

export interface SeenScript {
  readonly end: AttemptEnd;
  readonly marked: boolean;
  /** The only stream on which our mark came: the script ran, and the other stream was led away. */
  readonly markedOn?: 'stdout' | 'stderr';
  /** What the host said in place of the script, where our mark did not come: for people, never judged. */
  readonly instead?: string;
  readonly stdout: SeenStream;
  readonly stderr: SeenStream;
}

export type Judgement = Pick<AttemptEnded, 'outcome' | 'why' | 'outputs' | 'matched' | 'tail'>;

type Matched = AttemptEnded['matched'];

const limits = { matchedLines: 20, tailLines: 40, lineLength: 400 };

/** RUN-15: what an attempt comes to, from its end and its output. `holds` decides `expect.that` on the captures. */
export function judgeScript(
  step: Pick<PlanStep, 'expect' | 'capture'>,
  seen: SeenScript,
  holds: (expression: string, outputs: Outputs) => boolean,
): Judgement {
  const tail = lastLines(seen);
  const ended = judgeEnd(step.expect, seen);
  if (ended.outcome !== 'passed') return { ...ended, outputs: {}, matched: [], tail };
  const matched: Matched[number][] = [];
  for (const stream of ['stdout', 'stderr'] as const) {
    const expected = step.expect[stream];
    if (expected === undefined) continue;
    const verdict = judgeText(expected, seen[stream]);
    if (!verdict.holds) {
      return { outcome: 'failed', why: `${stream} ${verdict.why}`, outputs: {}, matched, tail };
    }
    matched.push(...verdict.lines.map((text) => ({ stream, text })));
  }
  const captured = capture(step.capture, seen.stdout.text);
  if ('missing' in captured) {
    const why = `nothing on stdout matches the capture \`${captured.missing}\``;
    return { outcome: 'failed', why, outputs: {}, matched, tail };
  }
  const { outputs } = captured;
  const { that } = step.expect;
  if (that === undefined) return { outcome: 'passed', why: ended.why, outputs, matched, tail };
  try {
    if (holds(that, outputs)) return { outcome: 'passed', why: ended.why, outputs, matched, tail };
    return { outcome: 'failed', why: `\`${that}\` is false`, outputs, matched, tail };
  } catch (thrown) {
    return { outcome: 'failed', why: `\`${that}\` cannot be decided: ${messageOf(thrown)}`, outputs, matched, tail };
  }
}

/** Whether the way it ended is one that was expected; an end that was not seen is unknown, whatever was printed. */
function judgeEnd(expect: PlanExpect, seen: Omit<SeenScript, 'stdout' | 'stderr'>): Pick<Judgement, 'outcome' | 'why'> {
  const { end } = seen;
  switch (end.kind) {
    case 'exit': {
      if (!seen.marked) return { outcome: 'failed', why: whyUnmarked(end.code, seen) };
      const wanted = expect.exit.includes(end.code);
      return wanted
        ? { outcome: 'passed', why: `exit ${end.code}` }
        : { outcome: 'failed', why: `exit ${end.code}, expected ${expect.exit.join(' or ')}` };
    }
    case 'signal':
      return { outcome: 'failed', why: `ended by signal ${end.signal}` };
    case 'lost':
      return expect.exit.includes('lost')
        ? { outcome: 'passed', why: `the link ended, as expected (${end.message})` }
        : { outcome: 'unknown', why: `the link was lost before an exit status came (${end.message})` };
    case 'no-status':
      return { outcome: 'unknown', why: 'the host closed the channel without an exit status' };
    case 'timed-out':
      return end.gone
        ? { outcome: 'failed', why: 'timed out; its process group on the host is gone' }
        : { outcome: 'unknown', why: 'timed out; it may still be running on the host' };
    case 'cancelled':
      return end.gone
        ? { outcome: 'failed', why: 'stopped; its process group on the host is gone' }
        : { outcome: 'unknown', why: 'stopped here; it may still be running on the host' };
    case 'not-sent':
      return { outcome: 'failed', why: `nothing was sent: ${end.message}` };
    case 'interrupted':
      return { outcome: 'unknown', why: 'its end was not seen' };
    case 'simulated':
    case 'observed':
      return { outcome: 'passed', why: end.kind };
    default:
      return assertNever(end, 'end of an attempt');
  }
}

/** Why exit `code` without our mark on both streams is a failure; what ran is not told as something that did not. */
export function whyUnmarked(
  code: number,
  { markedOn, instead = '' }: Pick<SeenScript, 'markedOn' | 'instead'>,
): string {
  if (markedOn !== undefined) {
    const other = markedOn === 'stdout' ? 'stderr' : 'stdout';
    return `it ran (exit ${code}), but its ${other} did not come: a login file of this user leads it away`;
  }
  const why = `no POSIX shell ran this (exit ${code} without our mark)`;
  const said = shortLine(instead.trim().split('\n').at(-1) ?? '');
  return said === '' ? why : `${why}; the host said: ${said}`;
}

interface TextVerdict {
  readonly holds: boolean;
  readonly why: string;
  readonly lines: readonly string[];
}

function judgeText(expected: PlanMatch, seen: SeenStream): TextVerdict {
  const lines: string[] = [];
  const { contains, matches, equals, not } = expected;
  const failed = (why: string): TextVerdict => ({ holds: false, why, lines });
  if (contains !== undefined) {
    const at = seen.text.indexOf(contains);
    if (at < 0) return failed(`does not contain ${quoted(contains)}`);
    lines.push(...linesAt(seen.text, at, at + contains.length));
  }
  if (matches !== undefined) {
    const found = compilePattern(matches).first(seen.text);
    if (found === undefined) return failed(`does not match ${quoted(matches)}`);
    lines.push(...linesAt(seen.text, found.start, found.end));
  }
  if (equals !== undefined) {
    if (seen.truncated) return failed('is longer than 2 MiB: `equals` cannot be judged');
    if (trimFinalNewline(seen.text) !== trimFinalNewline(equals)) return failed(`is not equal to ${quoted(equals)}`);
    lines.push(...linesAt(seen.text, 0, seen.text.length));
  }
  if (not !== undefined) {
    // Of what was left out in the middle nobody can say that it does not hold.
    if (seen.truncated) return failed('is longer than 2 MiB: `not` cannot be judged on a part');
    const inner = judgeText(not, seen);
    if (inner.holds) return { holds: false, why: 'holds what it must not hold', lines: inner.lines };
  }
  return { holds: true, why: '', lines: lines.slice(0, limits.matchedLines) };
}

function quoted(text: string): string {
  return `“${text.length > 80 ? `${text.slice(0, 80)}…` : text}”`;
}

function trimFinalNewline(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** The whole lines that a match touches, cut to a readable length. */
function linesAt(text: string, start: number, end: number): readonly string[] {
  const from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const until = text.indexOf('\n', Math.max(start, end - 1));
  return text
    .slice(start === 0 ? 0 : from, until < 0 ? text.length : until)
    .split('\n')
    .slice(0, limits.matchedLines)
    .map(shortLine);
}

function capture(
  wanted: PlanStep['capture'],
  text: string,
): { readonly outputs: Outputs } | { readonly missing: string } {
  const outputs: Record<string, unknown> = {};
  for (const [name, { pattern, all }] of Object.entries(wanted)) {
    const compiled = compilePattern(pattern);
    if (all) outputs[name] = compiled.all(text).map((found) => found.groups[0] ?? '');
    else {
      const found = compiled.first(text);
      if (found === undefined) return { missing: name };
      outputs[name] = found.groups[0] ?? '';
    }
  }
  return { outputs };
}

function lastLines(seen: SeenScript): readonly string[] {
  const text = [seen.instead ?? '', seen.stdout.text, seen.stderr.text].filter((one) => one !== '').join('\n');
  return trimFinalNewline(text)
    .split('\n')
    .slice(-limits.tailLines)
    .map(shortLine)
    .filter((line, at, all) => line !== '' || all.length > 1);
}

/** Escape sequences and control characters taken out, cut to 400 characters. */
function shortLine(line: string): string {
  // eslint wants no control characters in patterns: they are what this takes out, so they are built from their codes.
  const plain = line.replace(escapes, '').replace(controls, '');
  return plain.length > limits.lineLength ? `${plain.slice(0, limits.lineLength)}…` : plain;
}

const escape = String.fromCharCode(27);
const bell = String.fromCharCode(7);
const escapes = new RegExp(
  `${escape}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${bell}${escape}]*(?:${bell}|${escape}\\\\)|[@-_])`,
  'g',
);
const controls = new RegExp(
  `[${String.fromCharCode(0)}-${String.fromCharCode(8)}${String.fromCharCode(11)}-${String.fromCharCode(31)}${String.fromCharCode(127)}-${String.fromCharCode(159)}]`,
  'g',
);
