import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';
import { linkFault } from '../link-words.ts';
import { trustedCertificates } from '../trusted-certificates.ts';
import { bodyLimit, httpTimeoutMs, maxRedirects, type HttpAnswer } from './http-answer.ts';

export interface HttpQuestion {
  readonly url: string;
  /** In place of what the name in the URL resolves to. */
  readonly to?: { readonly address: string; readonly port: number };
  readonly follow: boolean;
  readonly verify: boolean;
}

/** Asks a URL from this machine, without proxy, for at most ten seconds with all redirects. */
export async function httpFromApp(question: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer> {
  const started = performance.now();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(httpTimeoutMs)]);
  const first = new URL(question.url);
  let url = first;
  try {
    for (let hop = 0; ; hop += 1) {
      // Another name is another service: only what stands behind this one was moved.
      const to = url.host === first.host ? question.to : undefined;
      const answer = await ask(url, to, question.verify, limit);
      const { location } = answer;
      if (!question.follow || location === undefined || hop === maxRedirects) {
        return { kind: 'answer', ...answer, ms: Math.round(performance.now() - started) };
      }
      url = new URL(location);
    }
  } catch (thrown) {
    if (signal.aborted) return { kind: 'trouble', message: 'it was stopped' };
    if (limit.aborted) return { kind: 'failed', message: `no whole answer within ${httpTimeoutMs / 1000} s` };
    return linkFault(thrown instanceof Error ? thrown : new Error(String(thrown)));
  }
}

interface Answered {
  readonly status: number;
  readonly body: string;
  readonly location?: string;
}

async function ask(url: URL, to: HttpQuestion['to'], verify: boolean, signal: AbortSignal): Promise<Answered> {
  const secure = url.protocol === 'https:';
  const named = url.hostname.replace(/^\[(.*)\]$/u, '$1');
  const options: RequestOptions = {
    host: to?.address ?? named,
    port: to?.port ?? (url.port === '' ? (secure ? 443 : 80) : Number(url.port)),
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, 'user-agent': 'Drillbook', accept: '*/*', 'accept-encoding': 'identity' },
    agent: false,
    signal,
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const made = secure
      ? tlsRequest({
          ...options,
          ca: trustedCertificates(),
          rejectUnauthorized: verify,
          ...(isIP(named) === 0 ? { servername: named } : {}),
        })
      : plainRequest(options);
    made.once('response', resolve).once('error', reject).end();
  });
  const { statusCode: status = 0, headers } = response;
  const redirect = status >= 300 && status < 400 && headers.location !== undefined;
  const location = redirect ? { location: new URL(headers.location ?? '', url).href } : {};
  return { status, body: await readBody(response), ...location };
}

/** The first MiB; what comes after it is not waited for. */
async function readBody(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length >= bodyLimit) break;
  }
  response.destroy();
  return Buffer.concat(parts).subarray(0, bodyLimit).toString('utf8');
}
