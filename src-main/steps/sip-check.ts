import { assertNever } from '../../src-shared/base/assert-never.ts';
import type { HostId } from '../../src-shared/base/ids.ts';
import type { PlanSip, WorldCheck } from '../../src-shared/plan/world-check.ts';
import type { CheckTaken, HostLookup } from '../engine/ports.ts';
import { askHost } from './ask-host.ts';
import { reach, type Reached } from './reach.ts';
import type { ScriptOutside } from './script-attempt.ts';
import { sipFromApp, type SipAnswer } from './sip/sip-from-app.ts';
import { readSipsak, sipsakScript } from './sip/sipsak-script.ts';
import { weighLooks, type Look } from './weigh-looks.ts';

type SipCheck = Extract<WorldCheck, { readonly kind: 'sip' }>;

/** sipsak gives up after 32 s where nobody else stops it. */
const hostTimeoutMs = 45_000;

/** Asks every host of `to` once, from every vantage. Outputs: `status` and, from the app, `ms`. */
export async function takeSipCheck(
  outside: ScriptOutside,
  check: SipCheck,
  host: HostLookup,
  signal: AbortSignal,
): Promise<CheckTaken> {
  const { details } = check;
  const asked = await Promise.all(
    check.from.flatMap((from) =>
      details.to.map(async (to) => {
        const reached = reach(from, to, details.port, host);
        const answer =
          from === 'app'
            ? await askFromApp(outside, details, reached, signal)
            : await askFrom(outside, details, from, reached, host, signal);
        const where = `${reached.name}:${details.port} by ${details.transport.toUpperCase()}`;
        return { answer, where: from === 'app' ? where : `${where} from ${from}` };
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

async function askFromApp(
  outside: ScriptOutside,
  { transport, verify, ca, auth }: PlanSip,
  { address, port }: Reached,
  signal: AbortSignal,
): Promise<SipAnswer> {
  const password = auth === undefined ? undefined : outside.secretOf(auth.secret);
  if (auth !== undefined && password === undefined) {
    return { kind: 'trouble', message: `the secret ${auth.secret} was not given` };
  }
  const login = auth === undefined || password === undefined ? undefined : { user: auth.user, password };
  const target = { address, port, transport, verify, ...(ca === undefined ? {} : { ca }) };
  return sipFromApp(target, login, signal);
}

async function askFrom(
  outside: ScriptOutside,
  { transport }: PlanSip,
  from: HostId,
  { address, port }: Reached,
  host: HostLookup,
  signal: AbortSignal,
): Promise<SipAnswer> {
  const env = { SIP_URI: `sip:${address.includes(':') ? `[${address}]` : address}:${port}`, TRANSPORT: transport };
  const work = { host: host(from), script: sipsakScript, env, timeoutMs: hostTimeoutMs, signal };
  const told = await askHost(outside, work);
  return 'trouble' in told ? { kind: 'trouble', message: told.trouble } : readSipsak(told.stdout, from);
}

function judge(answer: SipAnswer, where: string, { status }: PlanSip): Look {
  switch (answer.kind) {
    case 'answer': {
      const took = answer.ms === undefined ? '' : ` after ${answer.ms} ms`;
      const says = `${where} answers ${answer.status} ${answer.reason}`.trimEnd() + took;
      if (status.includes(answer.status)) return { result: 'true', detail: says };
      const login = answer.login === undefined ? '' : loginWords[answer.login];
      return { result: 'false', detail: `${says}, not ${status.join(' or ')}${login}` };
    }
    case 'failed':
      return { result: 'false', detail: `${where}: ${answer.message}` };
    case 'trouble':
      return { result: 'not-taken', detail: `${where}: ${answer.message}` };
    default:
      return assertNever(answer, 'answer');
  }
}

const loginWords = {
  'not-given': ': it asks for a login; give `auth`',
  refused: ': it refuses the login that was given',
} as const;
