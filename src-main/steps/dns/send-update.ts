import { randomInt } from 'node:crypto';
import { assertNever } from '../../../src-shared/base/assert-never.ts';
import type { PlanDnsChange } from '../../../src-shared/plan/dns-change.ts';
import { exchangeTcp, type NameServer } from './exchange.ts';
import { rcodeName } from './look-up.ts';
import { judgeSignature, signMessage, type AnswerSignature, type SignedMessage, type TsigKey } from './tsig.ts';
import { classes, dataBytes, nameBytes, recordBytes, types, uint16 } from './wire.ts';

/** Records that shall stand there and no others; none: the name has none of this type. `ttl` in seconds. */
export interface RecordSet {
  readonly records: readonly string[];
  readonly ttl: number;
}

/** It went out: `lost` may have been done, and nobody said so. */
export type UpdateSent = { readonly kind: 'done' } | { readonly kind: 'lost'; readonly why: string };
/** Or nothing was changed. */
export type UpdateEnd =
  UpdateSent | { readonly kind: 'refused'; readonly why: string } | { readonly kind: 'not-sent'; readonly why: string };

/** How long the server may take to write its zone: ten seconds. */
const waitMs = 10_000;

/** Replaces the records by one update (RFC 2136) over TCP, whose end is seen better than that of a datagram. */
export async function sendUpdate(
  server: NameServer,
  change: Pick<PlanDnsChange, 'zone' | 'name' | 'type'>,
  set: RecordSet,
  key: TsigKey | undefined,
  outside: { readonly now: () => number; readonly signal: AbortSignal },
): Promise<UpdateEnd> {
  const message = updateMessage(change, set);
  const signed = key === undefined ? undefined : signMessage(message, key, outside.now());
  const seen = await exchangeTcp(server, signed?.bytes ?? message, outside.signal, waitMs);
  switch (seen.kind) {
    case 'reply':
      return readReply(
        seen.bytes,
        message,
        change,
        key === undefined || signed === undefined ? undefined : { key, signed },
        outside.now(),
      );
    case 'refused':
      return { kind: 'not-sent', why: 'nothing listens there' };
    case 'silent':
      return { kind: 'lost', why: `no answer within ${waitMs / 1000} s` };
    case 'trouble':
      return { kind: seen.sent ? 'lost' : 'not-sent', why: seen.message };
    default:
      return assertNever(seen, 'exchange');
  }
}

/** Takes away all records of the name and type, and adds the new ones: done as a whole, or not at all. */
function updateMessage({ zone, name, type }: Pick<PlanDnsChange, 'zone' | 'name' | 'type'>, set: RecordSet): Buffer {
  const changes = [
    recordBytes({ name, type: types[type], class: classes.ANY, ttl: 0 }, Buffer.alloc(0)),
    ...set.records.map((text) =>
      recordBytes({ name, type: types[type], class: classes.IN, ttl: set.ttl }, dataBytes(type, text)),
    ),
  ];
  return Buffer.concat([
    uint16(randomInt(65_536)),
    uint16(5 << 11),
    ...[1, 0, changes.length, 0].map(uint16),
    nameBytes(zone),
    uint16(types.SOA),
    uint16(classes.IN),
    ...changes,
  ]);
}

function readReply(
  reply: Buffer,
  message: Buffer,
  change: Pick<PlanDnsChange, 'zone' | 'name' | 'type'>,
  login: { readonly key: TsigKey; readonly signed: SignedMessage } | undefined,
  now: number,
): UpdateEnd {
  if (reply.length < 12 || reply.readUInt16BE(0) !== message.readUInt16BE(0) || (reply[2] ?? 0) >> 3 !== 0x15) {
    return { kind: 'lost', why: 'its answer is no answer to the update' };
  }
  const code = reply.readUInt16BE(2) & 0x0f;
  const signature = login === undefined ? undefined : judgeSignature(reply, login.signed, login.key);
  if (signature?.kind === 'error' && login !== undefined)
    return { kind: 'refused', why: keyTrouble(signature, login.key, now) };
  if (signature?.kind === 'false') return { kind: 'lost', why: 'the signature of its answer does not hold' };
  if (code === 0 && signature?.kind === 'missing') return { kind: 'lost', why: 'its answer is not signed' };
  if (code === 0) return { kind: 'done' };
  const unsigned = signature?.kind === 'missing' ? '; the answer is not signed' : '';
  return { kind: 'refused', why: refusal(code, change, login?.key) + unsigned };
}

function keyTrouble(
  signature: Extract<AnswerSignature, { readonly kind: 'error' }>,
  key: TsigKey,
  now: number,
): string {
  switch (signature.error) {
    case 'BADKEY':
      return `BADKEY: it does not know a key ${key.name} of kind ${key.algorithm}. Compare name and algorithm with its configuration`;
    case 'BADSIG':
      return `BADSIG: it knows the key ${key.name}, with another secret`;
    case 'BADTIME': {
      const { serverTime } = signature;
      const apart = serverTime === undefined ? undefined : Math.round((now - serverTime) / 1000);
      const said =
        apart === undefined ? '' : `: our clock is ${Math.abs(apart)} s ${apart > 0 ? 'ahead of' : 'behind'} its own`;
      return `BADTIME${said}. Set both by NTP; they may be 5 minutes apart`;
    }
  }
}

function refusal(
  code: number,
  { zone, name, type }: Pick<PlanDnsChange, 'zone' | 'name' | 'type'>,
  key: TsigKey | undefined,
): string {
  const named = rcodeName(code);
  switch (named) {
    case 'REFUSED': {
      const who = key === undefined ? 'unsigned updates' : `the key ${key.name}`;
      return `REFUSED: it does not let ${who} change ${type} ${name} (allow-update, update-policy)`;
    }
    case 'NOTAUTH':
      return `NOTAUTH: it is not the primary server of the zone ${zone}, or does not take updates for it`;
    case 'NOTZONE':
      return `NOTZONE: ${name} does not lie in its zone ${zone}`;
    case 'SERVFAIL':
      return 'SERVFAIL: it could not write the zone; its log says why';
    default:
      return named;
  }
}
