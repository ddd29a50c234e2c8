import type { HostId } from '../../src-shared/base/ids.ts';
import type { Endpoint, PlanHttp, Vantage, WorldCheck } from '../../src-shared/plan/world-check.ts';
import type { CheckTaken, HostLookup } from '../engine/ports.ts';
import { askHost } from './ask-host.ts';
import { httpTimeoutMs, type HttpAnswer } from './http/http-answer.ts';
import { httpFromApp } from './http/http-from-app.ts';
import { httpScript, readHttp } from './http/http-script.ts';
import { reach, type Reached } from './reach.ts';
import type { ScriptOutside } from './script-attempt.ts';
import { weighLooks, type Look } from './weigh-looks.ts';

type HttpCheck = Extract<WorldCheck, { readonly kind: 'http' }>;

/** Asks the URL once, from every vantage and of every host of `to`. Outputs: `status` and, from the app, `ms`. */
export async function takeHttpCheck(
  outside: ScriptOutside,
  check: HttpCheck,
  host: HostLookup,
  signal: AbortSignal,
): Promise<CheckTaken> {
  const { details } = check;
  const { url, follow, verify } = details;
  const { port, secure } = placeOf(url);
  const whom: readonly (Endpoint | undefined)[] = details.to ?? [undefined];
  const asked = await Promise.all(
    check.from.flatMap((from) =>
      whom.map(async (to) => {
        const reached = to === undefined ? undefined : reach(from, to, port ?? (secure ? 443 : 80), host);
        const answer =
          from === 'app'
            ? await httpFromApp({ url, follow, verify, ...(reached === undefined ? {} : { to: reached }) }, signal)
            : await askFrom(outside, details, from, reached, host, signal);
        return { answer, where: placeWords(url, from, reached) };
      }),
    ),
  );
  const first = asked.map(({ answer }) => answer).find((answer) => answer.kind === 'answer');
  const outputs =
    first === undefined ? {} : { status: first.status, ...(first.ms === undefined ? {} : { ms: first.ms }) };
  return weighLooks(
    asked.map(({ answer, where }) => judge(answer, where, details)),
    outputs,
  );
}

/** The plan has proven the shape of the URL: only its parts are taken. */
function placeOf(url: string): { readonly name: string; readonly port?: number; readonly secure: boolean } {
  const { hostname, port, protocol } = new URL(url);
  return { name: hostname, ...(port === '' ? {} : { port: Number(port) }), secure: protocol === 'https:' };
}

function placeWords(url: string, from: Vantage, reached: Reached | undefined): string {
  const at = reached === undefined ? '' : ` at ${reached.name}`;
  return `${url}${at}${from === 'app' ? '' : ` from ${from}`}`;
}

async function askFrom(
  outside: ScriptOutside,
  { url, follow, verify }: PlanHttp,
  from: HostId,
  reached: Reached | undefined,
  host: HostLookup,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { name, port, secure } = placeOf(url);
  const address = reached === undefined || !reached.address.includes(':') ? reached?.address : `[${reached.address}]`;
  const env = {
    URL: url,
    FOLLOW: follow ? 'yes' : 'no',
    VERIFY: verify ? 'yes' : 'no',
    CONNECT: reached === undefined ? '' : `${name}:${port ?? (secure ? 443 : 80)}:${address ?? ''}:${reached.port}`,
  };
  const timeoutMs = 2 * httpTimeoutMs;
  const told = await askHost(outside, { host: host(from), script: httpScript, env, timeoutMs, signal });
  return 'trouble' in told ? { kind: 'trouble', message: told.trouble } : readHttp(told.stdout, told.stderr, from);
}

function judge(answer: HttpAnswer, where: string, { status, contains }: PlanHttp): Look {
  switch (answer.kind) {
    case 'answer': {
      const moved = answer.location === undefined ? '' : ` and leads to ${answer.location}`;
      const took = answer.ms === undefined ? '' : ` after ${answer.ms} ms`;
      const says = `${where} answers ${answer.status}${moved}${took}`;
      if (!status.includes(answer.status)) return { result: 'false', detail: `${says}, not ${status.join(' or ')}` };
      if (contains === undefined || answer.body.includes(contains)) return { result: 'true', detail: says };
      return { result: 'false', detail: `${says}, and its body does not contain ${JSON.stringify(contains)}` };
    }
    case 'failed':
      return { result: 'false', detail: `${where}: ${answer.message}` };
    case 'trouble':
      return { result: 'not-taken', detail: `${where}: ${answer.message}` };
  }
}
