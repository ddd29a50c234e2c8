import { assertNever } from '../../src-shared/base/assert-never.ts';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { asId, type HostId } from '../../src-shared/base/ids.ts';
import { visibleText } from '../../src-shared/plan/visible-text.ts';
import type { AttemptResult, StepExecutor } from '../engine/ports.ts';
import { masked } from './masked.ts';
import { createAttemptAccount } from './attempt-account.ts';
import type { Delivery, Letter } from './notify/letter.ts';
import { postWebhook } from './notify/post-webhook.ts';
import { sendMail } from './notify/send-mail.ts';
import { sendSyslog } from './notify/send-syslog.ts';
import { sendTrap } from './notify/send-trap.ts';
import { closeRecording, openRecording, type ScriptOutside } from './script-attempt.ts';

/** Where the runbook gives no `timeout`; a webhook that is tried five times takes the longest. */
const usualLimitMs = 120_000;

/** `notify`: sends one message from this machine. What was said, and what was answered, is in the recording. */
export function createNotifyStep(outside: ScriptOutside): StepExecutor {
  return async (request, context) => {
    const { step, env, host, signal: stop } = context;
    const { action } = step;
    if (action.kind !== 'notify') throw new DrillError('plan.no-executor', `${step.id} tells nobody anything`);
    const { clock, secrets } = outside;
    const open = openRecording(outside, request.recording, step.id);
    const account = createAttemptAccount(open, clock);
    const values = env({ host: asId<HostId>('app'), env: action.values });
    const mask = (text: string): string => Buffer.from(masked(Buffer.from(text), secrets)).toString();
    const started = clock.mono();
    const over = new AbortController();
    const limitMs = step.timing.timeoutMs ?? usualLimitMs;
    const limit = new AbortController();
    void clock.sleep(limitMs, over.signal).then(() => {
      if (!over.signal.aborted) limit.abort(new DrillError('step.timed-out', `no end within ${limitMs / 1000} s`));
    });
    const delivery = await deliver({
      message: action.message,
      values,
      run: values['DRILLBOOK_RUN'] ?? '',
      step: step.id,
      title: step.title,
      host,
      clock,
      signal: AbortSignal.any([stop, limit.signal]),
      say: (line) => account.say(...mask(line).split('\n').map(visibleText)),
    });
    over.abort('over');
    const why = mask(delivery.why);
    await account.say(why);
    const result = {
      outcome: delivery.outcome,
      why,
      end: endOf(delivery, stop.aborted, limit.signal.aborted),
      outputs: {},
      matched: [],
      tail: account.tail(),
      durationMs: Math.round(clock.mono() - started),
    };
    return closeRecording(open, result);
  };
}

async function deliver(letter: Letter): Promise<Delivery> {
  try {
    return await send(letter);
  } catch (thrown) {
    // Each way tells what it knows; what comes here went wrong before anything was sent.
    return { outcome: 'failed', why: `nothing was sent: ${messageOf(thrown)}` };
  }
}

function send(letter: Letter): Promise<Delivery> {
  const { message } = letter;
  switch (message.kind) {
    case 'mail':
      return sendMail({ ...letter, message });
    case 'webhook':
      return postWebhook({ ...letter, message });
    case 'syslog':
      return sendSyslog({ ...letter, message });
    case 'snmp':
      return sendTrap({ ...letter, message });
    default:
      return assertNever(message, 'kind of message');
  }
}

/** A stop that came after the answer changes nothing any more. */
function endOf({ outcome }: Delivery, stopped: boolean, timedOut: boolean): AttemptResult['end'] {
  const gone = outcome !== 'unknown';
  if (outcome === 'passed' || (!stopped && !timedOut)) return { kind: 'observed', samples: 0 };
  return stopped ? { kind: 'cancelled', gone } : { kind: 'timed-out', gone };
}
