import { setTimeout as after } from 'node:timers/promises';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { HostId } from '../../src-shared/base/ids.ts';
import { visibleText } from '../../src-shared/plan/visible-text.ts';
import { judgeScript } from '../../src-shared/run/judge.ts';
import type { AttemptResult, CheckTaken, StepContext, StepExecutor } from '../engine/ports.ts';
import { createAttemptAccount, type AttemptAccount } from './attempt-account.ts';
import { closeRecording, openRecording, runScript, type OpenRecording, type ScriptOutside } from './script-attempt.ts';
import { takeWorldCheck } from './take-check.ts';

interface Sample extends CheckTaken {
  /** Everything of a script's last look, for the record. */
  readonly script?: Pick<AttemptResult, 'matched' | 'tail'>;
  /** The end was not seen: this is no answer, and it is not looked at again by itself. */
  readonly unknown?: AttemptResult;
}

/** `check`: looks every 2 s (or `every`) until it is true `within`, then on until it was true all through `for`. */
export function createCheckStep(outside: ScriptOutside): StepExecutor {
  return async (request, context) => {
    const { action, timing } = context.step;
    const scripted = action.kind === 'check' && action.check.kind === 'run';
    const goesOn = (timing.withinMs ?? 0) > 0 || (timing.forMs ?? 0) > 0;
    const silent = (): Promise<void> => Promise.resolve();
    if (!scripted && !goesOn) return look(outside, request.host, undefined, context, silent);
    // One recording holds every look of the attempt, one after the other.
    const open = openRecording(outside, request.recording, `${context.step.id} on ${request.host}`);
    const ended = scripted
      ? look(outside, request.host, open, context, silent)
      : look(outside, request.host, undefined, context, tellLooks(createAttemptAccount(open, outside.clock)));
    return closeRecording(open, await ended);
  };
}

type TellLook = (sample: Sample, afterMs: number) => Promise<void>;

const lookWords = { true: 'it holds: ', false: 'not yet: ', 'not-taken': '' } as const;

/** A minute of looking without a word is long while customers wait: what a look saw is told when it is another thing. */
function tellLooks(account: AttemptAccount): TellLook {
  let before = '';
  return async ({ result, detail }, afterMs) => {
    const says = `${lookWords[result]}${visibleText(detail)}`;
    const news = says.replaceAll(/\d+(?:\.\d+)? m?s\b/gu, '');
    if (news === before) return;
    before = news;
    await account.say(`${(afterMs / 1000).toFixed(1).padStart(6)} s  ${says}`);
  };
}

async function look(
  outside: ScriptOutside,
  host: HostId | 'app',
  recording: Promise<OpenRecording> | undefined,
  context: StepContext,
  tell: TellLook,
): Promise<AttemptResult> {
  const { clock } = outside;
  const { withinMs = 0, forMs = 0, everyMs } = context.step.timing;
  const started = clock.mono();
  let trueSince: number | undefined;
  for (let samples = 1; ; samples += 1) {
    const asked = clock.mono();
    const sample = await takeOn(outside, host, recording, context);
    if (sample.unknown !== undefined) return sample.unknown;
    if (!context.signal.aborted) await tell(sample, clock.mono() - started);
    const result = (outcome: AttemptResult['outcome'], why: string): AttemptResult => ({
      end: { kind: 'observed', samples },
      outcome,
      why,
      outputs: sample.outputs,
      matched: [],
      tail: [],
      ...sample.script,
      durationMs: Math.round(clock.mono() - started),
    });
    if (context.signal.aborted) {
      return { ...result('failed', 'the check was stopped by a person'), end: { kind: 'cancelled', gone: true } };
    }
    // True once and false again within `for` begins anew: it must hold all through.
    trueSince = sample.result === 'true' ? (trueSince ?? asked) : undefined;
    if (trueSince !== undefined && clock.mono() - trueSince >= forMs)
      return result('passed', held(sample.detail, forMs));
    if (trueSince === undefined && clock.mono() - started >= withinMs) return result('failed', given(sample, withinMs));
    await sleepUntil(context.signal, everyMs - (clock.mono() - asked));
  }
}

async function sleepUntil(signal: AbortSignal, ms: number): Promise<void> {
  if (ms > 0 && !signal.aborted) await after(ms, undefined, { signal }).catch(() => undefined);
}

function held(detail: string, forMs: number): string {
  return forMs > 0 ? `${detail}, all through ${Math.round(forMs / 1000)} s` : detail;
}

function given(sample: Sample, withinMs: number): string {
  const word = sample.result === 'not-taken' ? 'could not be taken' : 'is false';
  return withinMs > 0
    ? `${word} after ${Math.round(withinMs / 1000)} s: ${sample.detail}`
    : `${word}: ${sample.detail}`;
}

/** Takes a check once, on all its hosts at the same time: for guards and preflight. */
export function createCheckTaker(outside: ScriptOutside): (context: StepContext) => Promise<CheckTaken> {
  return async (context) => {
    const { action } = context.step;
    if (action.kind !== 'check') throw new DrillError('plan.no-executor', `${context.step.id} is no check`);
    const hosts: readonly (HostId | 'app')[] =
      action.check.kind === 'run' ? action.check.hosts.map(({ host }) => host) : ['app'];
    const taken = await Promise.all(hosts.map((host) => takeOn(outside, host, undefined, context)));
    const worst = (['not-taken', 'false', 'true'] as const).find((result) =>
      taken.some((one) => one.result === result),
    );
    const outputs = taken.length === 1 ? (taken[0]?.outputs ?? {}) : {};
    const detail = taken
      .map((one, at) => (hosts[at] === 'app' ? one.detail : `${hosts[at] ?? ''}: ${toldOf(one)}`))
      .join('; ');
    if (worst !== 'true') return { result: worst ?? 'not-taken', detail, outputs };
    // Each host may be right by itself, and all of them together wrong: two that are active.
    const results = taken.map((one, at) => ({ host: hosts[at] ?? 'app', outputs: one.outputs, exit: null }));
    const against = context.against(results);
    return against === undefined ? { result: 'true', detail, outputs } : { result: 'false', detail: against, outputs };
  };
}

/** Nothing else keeps the output of a look at preflight or for a guard: what a script said last says more than its exit status. */
function toldOf({ result, detail, script }: Sample): string {
  const last = script?.tail.at(-1);
  return result === 'false' && last !== undefined ? `${detail}; it said: ${last}` : detail;
}

async function takeOn(
  outside: ScriptOutside,
  host: HostId | 'app',
  recording: Promise<OpenRecording> | undefined,
  context: StepContext,
): Promise<Sample> {
  const { action } = context.step;
  const check = action.kind === 'check' ? action.check : undefined;
  if (check?.kind === 'run' && host !== 'app') return takeScript(outside, check.script, host, recording, context);
  if (check !== undefined && check.kind !== 'run') return takeWorldCheck(outside, check, context.host, context.signal);
  throw new DrillError('plan.no-executor', `${context.step.id} is no check`);
}

async function takeScript(
  outside: ScriptOutside,
  script: string,
  hostId: HostId,
  recording: Promise<OpenRecording> | undefined,
  context: StepContext,
): Promise<Sample> {
  const { step, signal, host, env, holds } = context;
  const work =
    step.action.kind === 'check' && step.action.check.kind === 'run'
      ? step.action.check.hosts.find((one) => one.host === hostId)
      : undefined;
  const { timeoutMs } = step.timing;
  const seen = await runScript(outside, {
    host: host(hostId),
    script,
    env: work === undefined ? {} : env(work),
    tty: false,
    signal,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(recording === undefined ? {} : { recording }),
  });
  const judged = judgeScript(step, seen, (expression, outputs) => holds(expression, hostId, outputs));
  const { matched, tail, outputs, why } = judged;
  const lines = { matched, tail };
  if (judged.outcome === 'unknown' && recording !== undefined) {
    const { durationMs } = seen;
    return { result: 'not-taken', detail: why, outputs, unknown: { ...judged, ...lines, end: seen.end, durationMs } };
  }
  // A host that could not be asked leaves the question open; only an answer can be false.
  const result = judged.outcome === 'passed' ? 'true' : seen.end.kind === 'exit' && seen.marked ? 'false' : 'not-taken';
  return { result, detail: why, outputs, script: lines };
}
