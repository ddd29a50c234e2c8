import { judgeScript } from '../../src-shared/run/judge.ts';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import { scriptTerminal, type AttemptResult, type StepExecutor } from '../engine/ports.ts';
import { closeRecording, openRecording, runScript, type ScriptOutside, type ScriptSeen } from './script-attempt.ts';

/** `run`: a script on one host of `on`. One attempt; retries, other hosts and `across` are the engine's. */
export function createRunStep(outside: ScriptOutside): StepExecutor {
  return async (request, context) => {
    const { step, host, signal, env, holds } = context;
    const { action } = step;
    const work = action.kind === 'run' ? action.hosts.find((one) => one.host === request.host) : undefined;
    if (action.kind !== 'run' || work === undefined || request.host === 'app') {
      throw new DrillError('plan.no-executor', `${step.id} runs nothing on ${request.host}`);
    }
    const { timeoutMs } = step.timing;
    const target = host(request.host);
    const values = env(work);
    const size = action.tty ? scriptTerminal : undefined;
    const open = openRecording(outside, request.recording, `${step.id} on ${request.host}`, size);
    const seen = await runScript(outside, {
      host: target,
      script: action.script,
      env: values,
      tty: action.tty,
      signal,
      recording: open,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    const judged = judgeScript(step, seen, (expression, outputs) => holds(expression, request.host, outputs));
    return closeRecording(open, attemptResult(seen, judged, step.unreachable === 'owe'));
  };
}

/** What the journal keeps of a script: a host that did not answer owes, where the runbook says so. */
function attemptResult(
  seen: ScriptSeen,
  judgement: Pick<AttemptResult, 'outcome' | 'why' | 'outputs' | 'matched' | 'tail'>,
  owes: boolean,
): AttemptResult {
  const owed = owes && seen.unreachable;
  return {
    ...judgement,
    ...(owed ? { outcome: 'owed' as const } : {}),
    end: seen.end,
    durationMs: seen.durationMs,
    ...(seen.leftRunning ? { leftRunning: true } : {}),
  };
}
