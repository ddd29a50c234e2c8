import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { messageOf } from '../../../src-shared/base/drill-error.ts';
import { trusted, worded, type Delivery, type Letter } from './letter.ts';

/** Before the second, third, … try; milliseconds. */
const waitsMs = [1_000, 2_000, 4_000, 8_000] as const;
/** What a server may ask for in `Retry-After`; a longer wait is a failure that a person should see. */
const longestWaitMs = 60_000;
const answerMs = 15_000;

type Answer =
  | { readonly kind: 'status'; readonly status: number; readonly text: string; readonly retryAfterMs?: number }
  | { readonly kind: 'broken'; readonly sent: boolean; readonly message: string };

/** Posts until it is taken, at most five times; every try carries the same key, so that a repeat does nothing twice. */
export async function postWebhook(letter: Letter<'webhook'>): Promise<Delivery> {
  const { clock, signal, say } = letter;
  let maySent = false;
  for (let tries = 1; ; tries += 1) {
    const answer = await post(letter);
    maySent ||= answer.kind === 'broken' && answer.sent;
    await say(`try ${tries}: ${answer.kind === 'status' ? `${answer.status} ${answer.text}`.trim() : answer.message}`);
    if (answer.kind === 'status' && answer.status >= 200 && answer.status < 300) {
      return { outcome: 'passed', why: `answered ${answer.status}${tries === 1 ? '' : ` at try ${tries}`}` };
    }
    const wait = waitsMs[tries - 1];
    const again = answer.kind === 'broken' || answer.status === 429 || answer.status >= 500;
    if (!again || wait === undefined || signal.aborted) return ended(answer, tries, maySent);
    const asked = answer.kind === 'status' ? (answer.retryAfterMs ?? 0) : 0;
    if (asked > longestWaitMs) return ended(answer, tries, maySent);
    await clock.sleep(Math.max(wait, asked), signal);
  }
}

function ended(answer: Answer, tries: number, maySent: boolean): Delivery {
  const times = tries === 1 ? '' : ` after ${tries} tries`;
  if (answer.kind === 'status') {
    const redirect = answer.status >= 300 && answer.status < 400 ? ', and redirects are not followed' : '';
    return {
      outcome: 'failed',
      why: `answered ${answer.status}${redirect}${times}: ${answer.text}`.replace(/: $/, ''),
    };
  }
  if (maySent) return { outcome: 'unknown', why: `whether it was taken was not seen${times}: ${answer.message}` };
  return { outcome: 'failed', why: `nothing was sent${times}: ${answer.message}` };
}

function post({ message, values, run, step, title, signal }: Letter<'webhook'>): Promise<Answer> {
  const url = values['url'] ?? '';
  const body = JSON.stringify({ text: worded(values, 'text'), run, step, title, mode: values['mode'] ?? '' });
  const { bearer, header } = values;
  const headers: Record<string, string> = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'User-Agent': 'drillbook',
    'Idempotency-Key': `"${run}/${step}"`,
    ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
    ...(message.header === undefined || header === undefined ? {} : { [message.header]: header }),
  };
  return new Promise((resolve) => {
    let sent = false;
    const broken = (thrown: unknown): void => {
      resolve({ kind: 'broken', sent, message: messageOf(thrown) });
    };
    try {
      const ask = url.toLowerCase().startsWith('https:') ? httpsRequest : httpRequest;
      const options = {
        method: 'POST',
        headers,
        timeout: answerMs,
        signal,
        agent: false as const,
        ...trusted(message.ca),
      };
      const asked = ask(url, options, (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          if (bytes < 4096) parts.push(part);
          bytes += part.length;
        });
        response.on('error', broken);
        response.on('end', () => {
          const seconds = Number(response.headers['retry-after']);
          const text = Buffer.concat(parts).toString().trim().replaceAll(/\s+/g, ' ').slice(0, 300);
          const retry = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
          resolve({ kind: 'status', status: response.statusCode ?? 0, text, ...retry });
        });
      });
      asked.on('error', broken);
      asked.on('timeout', () => asked.destroy(new Error(`no answer within ${answerMs / 1000} s`)));
      // Before this nothing has left: a name that is unknown or a port that is closed is a plain failure.
      asked.on('socket', (socket) => {
        socket.once('connect', () => (sent = !('encrypted' in socket)));
        socket.once('secureConnect', () => (sent = true));
      });
      asked.end(body);
    } catch (thrown) {
      broken(thrown);
    }
  });
}
