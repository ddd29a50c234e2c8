import { linkFault, type LinkFault } from '../link-words.ts';
import { answerChallenge, type Login } from './digest.ts';
import { openLink, type SipLink, type SipTarget } from './sip-link.ts';
import {
  answers,
  newCall,
  optionsRequest,
  readReply,
  requestUri,
  type SipReply,
  type SipRequest,
} from './sip-message.ts';

/** `login`: what became of a login that was asked for. */
export type SipAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly reason: string;
      readonly ms?: number;
      readonly login?: 'not-given' | 'refused';
    }
  | LinkFault;

/** From the first request to its final answer, a login and its second request included: five seconds. */
export const sipTimeoutMs = 5_000;
/**
 * Over UDP, in milliseconds. RFC 3261 (17.1.2) doubles it from 500 up to 4,000; here it stays, for an outage is measured
 * by this: an address that answers again must be heard at once, not seconds later.
 */
const resendMs = 250;

/** One OPTIONS from this machine; a login is answered where one is given. */
export async function sipFromApp(target: SipTarget, login: Login | undefined, signal: AbortSignal): Promise<SipAnswer> {
  const started = performance.now();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(sipTimeoutMs)]);
  let link: SipLink | undefined;
  try {
    const opened = await openLink(target, limit);
    link = opened;
    const call = newCall(target, target.transport, login?.user);
    const unsure = target.transport === 'udp';
    const ask = (sequence: number, header?: string): Promise<SipReply> =>
      exchange(opened, optionsRequest(call, opened.local, sequence, header), unsure, limit);
    let reply = await ask(1);
    for (let tries = 1; asksLogin(reply) && login !== undefined && tries <= 2; tries += 1) {
      const answer = answerChallenge(reply, requestUri(call), login);
      if ('trouble' in answer) return { kind: 'trouble', message: answer.trouble };
      // Asked again after a login: only a nonce that was too old is worth another try.
      if (tries === 2 && !answer.stale) break;
      reply = await ask(tries + 1, answer.header);
    }
    const { status, reason } = reply;
    const ms = Math.round(performance.now() - started);
    const refused = asksLogin(reply) ? ({ login: login === undefined ? 'not-given' : 'refused' } as const) : {};
    return { kind: 'answer', status, reason, ms, ...refused };
  } catch (thrown) {
    if (signal.aborted) return { kind: 'trouble', message: 'it was stopped' };
    if (limit.aborted) return { kind: 'failed', message: `it gives no answer within ${sipTimeoutMs / 1000} s` };
    return linkFault(thrown instanceof Error ? thrown : new Error(String(thrown)));
  } finally {
    link?.close();
  }
}

function asksLogin({ status }: SipReply): boolean {
  return status === 401 || status === 407;
}

/** Sends until a final answer comes; one that is provisional only says that somebody is there. */
function exchange(link: SipLink, request: SipRequest, again: boolean, signal: AbortSignal): Promise<SipReply> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    const stop = (): void => {
      end();
      reject(signal.reason instanceof Error ? signal.reason : new Error('it was stopped'));
    };
    const send = (): void => {
      link.send(request.text);
      if (again) timer = setTimeout(send, resendMs);
    };
    link.onText = (text) => {
      const reply = messages(text)
        .map(readReply)
        .find((one) => one !== undefined && one.status >= 200 && answers(one, request));
      if (reply === undefined) return;
      end();
      resolve(reply);
    };
    link.onFault = (fault) => {
      end();
      reject(fault);
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    else send();
  });
}

/** A stream may hold several answers, one after the other: a provisional one, and those to the request before. */
function messages(text: string): readonly string[] {
  return text.split(/(?=^SIP\/2\.0 )/mu);
}
