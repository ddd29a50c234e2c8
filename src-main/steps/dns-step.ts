import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { PlanDnsChange } from '../../src-shared/plan/dns-change.ts';
import { isKey } from '../../src-shared/plan/missing-secrets.ts';
import type { PlanAction } from '../../src-shared/plan/plan.ts';
import type { Outputs } from '../../src-shared/run/facts.ts';
import type { AttemptRequest, AttemptResult, StepContext, StepExecutor } from '../engine/ports.ts';
import { createAttemptAccount } from './attempt-account.ts';
import { serverKey, serverName } from './dns-check.ts';
import { lookUp } from './dns/look-up.ts';
import { answerWords, gives, proveRecords, type Proven, type Resolver } from './dns/prove-records.ts';
import { sendUpdate, type RecordSet, type UpdateSent } from './dns/send-update.ts';
import type { TsigKey } from './dns/tsig.ts';
import { reach } from './reach.ts';
import { closeRecording, openRecording, type ScriptOutside } from './script-attempt.ts';

type DnsAction = Extract<PlanAction, { readonly kind: 'dns' }>;
type Judged = Pick<AttemptResult, 'end' | 'outcome' | 'why'> & { readonly proof?: Proven };

/** Everything that one attempt works with. */
interface Work {
  readonly outside: ScriptOutside;
  readonly request: AttemptRequest;
  readonly context: StepContext;
  readonly action: DnsAction;
  readonly server: Resolver;
  readonly say: (...lines: readonly string[]) => Promise<void>;
}

/** How long the proof may take where the runbook does not say: twice the TTL that stood there, within these; ms. */
const proofLimits = { least: 30_000, most: 3_600_000 };

/**
 * `dns`: keeps what stands there, replaces it by one signed update, and then asks every resolver until each gives the
 * new records. An update whose answer was lost is unknown, unless the proof shows it.
 */
export function createDnsStep(outside: ScriptOutside): StepExecutor {
  return async (request, context) => {
    const { step, host } = context;
    const { action } = step;
    if (action.kind !== 'dns') throw new DrillError('plan.no-executor', `${step.id} changes no name`);
    const { clock } = outside;
    const started = clock.mono();
    const open = openRecording(outside, request.recording, step.id);
    const account = createAttemptAccount(open, clock);
    const server = named(action.change.server, host);
    const found = await lookUp(server, action.change.name, action.change.type, context.signal);
    await account.say(`before: ${answerWords(server.shown, found)}`);
    const work: Work = { outside, request, context, action, server, say: (...lines) => account.say(...lines) };
    // Nobody may change what nobody could look at: there would be nothing to put back.
    const before = setOf(found);
    const { proof, ...judged } =
      before === undefined
        ? notSent(`what stands there could not be found out: ${answerWords(server.shown, found)}`)
        : await change(work, before);
    // What each resolver says stands there already.
    await account.say(judged.outcome === 'passed' && proof !== undefined ? 'every resolver gives it' : judged.why);
    const result: AttemptResult = {
      ...judged,
      outputs: outputsOf(before, proof),
      matched:
        judged.outcome === 'passed' ? (proof?.answers ?? []).map(({ says }) => ({ stream: 'stdout', text: says })) : [],
      tail: account.tail(),
      durationMs: Math.round(clock.mono() - started),
    };
    return closeRecording(open, result);
  };
}

function named(server: PlanDnsChange['server'], host: StepContext['host']): Resolver {
  const reached = reach('app', server.at, server.port, host);
  const { address, port } = reached;
  return { address, port, shown: serverName(server, reached), key: serverKey(server, reached) };
}

function setOf(found: Awaited<ReturnType<typeof lookUp>>): RecordSet | undefined {
  if (found.kind === 'records') return { records: found.records, ttl: found.ttl };
  return found.kind === 'nothing' ? { records: [], ttl: found.ttl ?? 0 } : undefined;
}

function outputsOf(before: RecordSet | undefined, proof: Proven | undefined): Outputs {
  const answers = proof?.answers ?? [];
  const ttls = answers.flatMap(({ answer }) => (answer.kind === 'records' ? [answer.ttl] : []));
  return {
    ...(before === undefined ? {} : { before: before.records, before_ttl: before.ttl }),
    ...(proof === undefined
      ? {}
      : {
          answers: Object.fromEntries(
            answers.map(({ resolver, answer }) => [resolver.key, answer.kind === 'records' ? answer.records : []]),
          ),
        }),
    ...(ttls.length === 0 ? {} : { ttl: Math.max(...ttls) }),
  };
}

function notSent(why: string): Judged {
  return {
    end: { kind: 'not-sent', code: 'dns.not-sent', message: why },
    outcome: 'failed',
    why: `nothing was sent: ${why}`,
  };
}

function observed(samples: number, outcome: AttemptResult['outcome'], why: string): Judged {
  return { end: { kind: 'observed', samples }, outcome, why };
}

async function change(work: Work, before: RecordSet): Promise<Judged> {
  const { action, request, context } = work;
  const { change } = action;
  const wanted =
    action.restores === undefined ? { records: change.set, ttl: change.ttl } : firstKept(request.kept(action.restores));
  if (wanted === undefined) return observed(0, 'passed', 'nothing had been changed: there is nothing to put back');
  const key = keyOf(work);
  if ('trouble' in key) return notSent(key.trouble);
  const same =
    before.records.join('\n') === wanted.records.join('\n') &&
    (before.ttl === wanted.ttl || wanted.records.length === 0);
  if (same) {
    await work.say('it stands there already: nothing is sent');
    return proveAfter(work, wanted, before, { kind: 'same' });
  }
  if (context.signal.aborted) return notSent('a person stopped it');
  await request.keep({ records: before.records, ttl: before.ttl });
  const shown = wanted.records.map((record) => `${change.name} ${wanted.ttl} ${change.type} ${record}`);
  await work.say(
    `sent to ${work.server.shown}, zone ${change.zone}: every ${change.type} ${change.name} goes`,
    ...shown.map((one) => `  new: ${one}`),
  );
  const { clock } = work.outside;
  const end = await sendUpdate(work.server, change, wanted, key.key, {
    now: () => clock.now(),
    signal: context.signal,
  });
  if (end.kind === 'not-sent') return notSent(`${work.server.shown}: ${end.why}`);
  if (end.kind === 'refused') return observed(1, 'failed', `${work.server.shown} refuses the update. ${end.why}`);
  await work.say(
    end.kind === 'done'
      ? `${work.server.shown} has taken it`
      : `${work.server.shown}: ${end.why}. Whether it was done is not known`,
  );
  return proveAfter(work, wanted, before, end);
}

/** The first attempt that kept something saw what stood there before all of them. */
function firstKept(kept: readonly Outputs[]): RecordSet | undefined {
  const [first] = kept;
  const { records, ttl } = first ?? {};
  const sound = Array.isArray(records) && records.every((one) => typeof one === 'string') && typeof ttl === 'number';
  return sound ? { records, ttl } : undefined;
}

function keyOf({ action, outside }: Work): { readonly key: TsigKey | undefined } | { readonly trouble: string } {
  const { key } = action.change;
  if (key === undefined) return { key: undefined };
  const text = outside.secretOf(key.secret)?.trim();
  if (text === undefined || text === '') return { trouble: `the secret ${key.secret} was not given` };
  if (!isKey(text))
    return { trouble: `the secret ${key.secret} is no base64. Copy it from the key's file, between the quotes` };
  return { key: { name: key.name, algorithm: key.algorithm, secret: Buffer.from(text, 'base64') } };
}

/** `same`: what was wanted stood there, so nothing was sent. */
type Sent = UpdateSent | { readonly kind: 'same' };

/** Every resolver, until each gives the records or the time is over. */
async function proveAfter(
  { context, outside, action, say }: Work,
  wanted: RecordSet,
  before: RecordSet,
  end: Sent,
): Promise<Judged> {
  const { name, type } = action.change;
  const { timing } = context.step;
  const usual = Math.min(proofLimits.most, Math.max(proofLimits.least, 2_000 * before.ttl));
  const withinMs = timing.withinMs ?? usual;
  const resolvers = action.change.resolvers.map((one) => named(one, context.host));
  const asked = resolvers.map(({ shown }) => shown).join(', ');
  await say(`asking ${asked} for ${type} ${name}, for ${Math.round(withinMs / 1000)} s at most`);
  const proof = await proveRecords(
    { name, type, records: wanted.records, resolvers, withinMs, everyMs: timing.everyMs },
    { clock: outside.clock, signal: context.signal, say },
  );
  return { ...judgeProof(proof, wanted, withinMs, end, context.signal.aborted), proof };
}

/** An update that nobody confirmed is unknown, unless every resolver shows that it was done. */
function judgeProof(
  { proven, answers, samples }: Proven,
  wanted: RecordSet,
  withinMs: number,
  end: Sent,
  stopped: boolean,
): Judged {
  if (proven) {
    const said = answers.map(({ says }) => says).join('; ');
    const unseen = end.kind === 'lost' ? `the update was done, though nobody said so (${end.why}): ` : '';
    return observed(samples, 'passed', unseen + said);
  }
  const lost = end.kind === 'lost' ? `whether the update was done is not known (${end.why})` : undefined;
  const open = answers.filter(({ answer }) => !gives(answer, wanted.records)).map(({ says }) => says);
  const after = stopped ? 'a person stopped it' : `after ${Math.round(withinMs / 1000)} s: ${open.join('; ')}`;
  if (lost !== undefined) return { end: { kind: 'lost', message: lost }, outcome: 'unknown', why: `${lost}; ${after}` };
  const stands = end.kind === 'same' ? 'it stands at the server already' : 'the server has taken the update';
  const why = `${stands}, but not every resolver gives it: ${after}`;
  return stopped
    ? { end: { kind: 'cancelled', gone: true }, outcome: 'failed', why }
    : observed(samples, 'failed', why);
}
