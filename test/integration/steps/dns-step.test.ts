import { createSocket } from 'node:dgram';
import { createServer, connect, type AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDnsStep } from '../../../src-main/steps/dns-step.ts';
import type { AttemptResult, Recordings, StepContext } from '../../../src-main/engine/ports.ts';
import { asId, type StepId } from '../../../src-shared/base/ids.ts';
import type { PlanDnsChange } from '../../../src-shared/plan/dns-change.ts';
import type { Outputs } from '../../../src-shared/run/facts.ts';
import { step } from '../../builders/plan-builder.ts';
import { startPrimary, startResolver, whyNoBind, type BindServer } from './bind-server.ts';
import { localHost, worldOutside } from './world-outside.ts';

const at = (port: number): PlanDnsChange['server'] => ({ at: { address: '127.0.0.1' }, port });

describe.skipIf(whyNoBind() !== undefined)('dns, by BIND 9', () => {
  let primary: BindServer;
  let resolver: BindServer;
  /** What attempts kept, as the journal would hold it. */
  let kept: Outputs[];
  beforeAll(async () => {
    primary = await startPrimary(['voice 2 IN A 192.0.2.10', 'old 240 IN A 192.0.2.10', 'text 60 IN TXT "a"']);
    resolver = await startResolver(primary);
  });
  afterAll(async () => {
    await resolver.stop();
    await primary.stop();
  });
  beforeEach(() => {
    kept = [];
  });
  const proxies: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of proxies.splice(0)) await stop();
  });

  interface Asked extends Partial<Omit<PlanDnsChange, 'key'>> {
    readonly key?: Partial<NonNullable<PlanDnsChange['key']>>;
    readonly secret?: string;
    readonly restores?: boolean;
    readonly withinMs?: number;
    /** Our clock, ms ahead of the true one. */
    readonly skewMs?: number;
    readonly abortAfterMs?: number;
  }

  const update = async (asked: Asked): Promise<AttemptResult & { readonly lines: readonly string[] }> => {
    const {
      key,
      secret = primary.secret,
      restores = false,
      withinMs = 10_000,
      skewMs = 0,
      abortAfterMs,
      ...more
    } = asked;
    const written: string[] = [];
    const recordings: Recordings = {
      open: () =>
        Promise.resolve({
          write: (_stream, bytes) => void written.push(Buffer.from(bytes).toString()),
          typed: () => undefined,
          close: () => Promise.resolve({ file: 'r', bytes: 0, sha256: asId('0'), invalidBytes: 0 }),
        }),
    };
    const world = worldOutside({ tsig: secret });
    const clock = { ...world.clock, now: () => world.clock.now() + skewMs };
    const change: PlanDnsChange = {
      server: at(primary.port),
      zone: 'example.test',
      name: 'voice.example.test',
      type: 'A',
      ttl: 1,
      set: ['192.0.2.20'],
      resolvers: [at(primary.port), at(resolver.port)],
      ...more,
      key: { name: 'drillbook', algorithm: 'hmac-sha256', secret: 'tsig', ...key },
    };
    const own = { timing: { everyMs: 100, withinMs } };
    const action = { kind: 'dns', change, ...(restores ? { restores: asId<StepId>('p/s') } : {}) } as const;
    const stop = new AbortController();
    const timer =
      abortAfterMs === undefined
        ? undefined
        : setTimeout(() => {
            stop.abort();
          }, abortAfterMs);
    const context: StepContext = {
      step: step('p/s', action, own),
      host: () => localHost(),
      signal: stop.signal,
      env: () => ({}),
      holds: () => true,
      against: () => undefined,
    };
    const request = {
      host: 'app',
      attempt: 1,
      recording: 'r',
      startedAt: 0,
      keep: (found: Outputs) => Promise.resolve(void kept.push(found)),
      kept: () => kept,
    } as const;
    const result = await createDnsStep({ ...world, clock, recordings })(request, context);
    clearTimeout(timer);
    return { ...result, lines: written.join('').trim().split('\r\n') };
  };

  /** Ports and times are others each time. */
  const plain = (text: string): string =>
    text
      .replaceAll(`127.0.0.1:${primary.port}`, 'ns1')
      .replaceAll(`127.0.0.1:${resolver.port}`, 'ns2')
      .replaceAll(/TTL \d+ s/gu, 'TTL')
      .replace(/\b90[01] s\b/u, '900 s')
      .replaceAll(/127\.0\.0\.1:\d+/gu, 'proxy');
  const short = ({ outcome, why, end }: AttemptResult): readonly string[] => [outcome, end.kind, plain(why)];

  test('the name moves, a resolver that kept the old answer is waited for, and what was there is put back', async () => {
    // The resolver has the old record now, and keeps it for its two seconds.
    const check = await update({ restores: true });
    const { server } = { server: at(resolver.port) };
    await update({ set: ['192.0.2.10'], ttl: 2, resolvers: [server] });
    const moved = await update({});
    const undone = await update({ restores: true });
    expect([
      short(check),
      short(moved),
      kept,
      moved.outputs['before'],
      moved.outputs['before_ttl'],
      short(undone),
    ]).toEqual([
      ['passed', 'observed', 'nothing had been changed: there is nothing to put back'],
      ['passed', 'observed', 'ns1 says 192.0.2.20 (TTL); ns2 says 192.0.2.20 (TTL)'],
      [
        { records: ['192.0.2.10'], ttl: 2 },
        { records: ['192.0.2.20'], ttl: 1 },
      ],
      ['192.0.2.10'],
      2,
      ['passed', 'observed', 'ns1 says 192.0.2.10 (TTL); ns2 says 192.0.2.10 (TTL)'],
    ]);
    const lines = moved.lines.map((line) => plain(line).replace(/^ *\d+\.\d s {2}/u, ''));
    expect(lines).toEqual([
      'before: ns1 says 192.0.2.10 (TTL)',
      'sent to ns1, zone example.test: every A voice.example.test goes',
      '  new: voice.example.test 1 A 192.0.2.20',
      'ns1 has taken it',
      'asking ns1, ns2 for A voice.example.test, for 10 s at most',
      'ns1 says 192.0.2.20 (TTL)',
      'ns2 says 192.0.2.10 (TTL)',
      'ns2 says 192.0.2.20 (TTL)',
      'every resolver gives it',
    ]);
  });

  test('a resolver that stays behind: failed, with its answer and TTL', async () => {
    await update({ name: 'old.example.test', set: ['192.0.2.10'], ttl: 240, resolvers: [at(resolver.port)] });
    const stale = await update({ name: 'old.example.test', withinMs: 300 });
    expect(short(stale)).toEqual([
      'failed',
      'observed',
      'the server has taken the update, but not every resolver gives it: after 0 s: ns2 says 192.0.2.10 (TTL)',
    ]);
    // Tried again: nothing is sent any more.
    expect(short(await update({ name: 'old.example.test', withinMs: 300 }))).toEqual([
      'failed',
      'observed',
      'it stands at the server already, but not every resolver gives it: after 0 s: ns2 says 192.0.2.10 (TTL)',
    ]);
  });

  test('records of every type, new names, and a name that is taken away again', async () => {
    const only = { resolvers: [at(primary.port)] };
    const said = [
      await update({ ...only, name: 'new.example.test', type: 'AAAA', set: ['2001:db8:0:0:0:0:0:20'] }),
      await update({ ...only, name: 'alias.example.test', type: 'CNAME', set: ['voice.example.test'] }),
      await update({ ...only, name: '_sip._udp.example.test', type: 'SRV', set: ['0 5 5060 voice.example.test'] }),
      await update({ ...only, name: 'text.example.test', type: 'TXT', set: ['é'.repeat(300)] }),
    ];
    expect(said.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'passed', 'passed']);
    const [first] = kept;
    kept = first === undefined ? [] : [first];
    const gone = await update({ ...only, name: 'new.example.test', type: 'AAAA', restores: true });
    expect([first, short(gone)]).toEqual([
      { records: [], ttl: 7 },
      ['passed', 'observed', 'ns1 says that there is no such name'],
    ]);
  });

  test('refusals in words: key, secret, clock, rights, zone', async () => {
    const said = [
      await update({ secret: 'not base64!' }),
      await update({ key: { name: 'other' } }),
      await update({ key: { algorithm: 'hmac-sha512' } }),
      await update({ secret: randomBytes(32).toString('base64') }),
      await update({ skewMs: 900_000 }),
      await update({ name: 'x.other.test', zone: 'other.test' }),
      await update({ server: at(9) }),
      await update({ server: at(resolver.port), key: { name: 'none' } }),
    ];
    expect(said.map(short)).toEqual([
      [
        'failed',
        'not-sent',
        "nothing was sent: the secret tsig is no base64. Copy it from the key's file, between the quotes",
      ],
      [
        'failed',
        'observed',
        'ns1 refuses the update. BADKEY: it does not know a key other of kind hmac-sha256. Compare name and algorithm with its configuration',
      ],
      [
        'failed',
        'observed',
        'ns1 refuses the update. BADKEY: it does not know a key drillbook of kind hmac-sha512. Compare name and algorithm with its configuration',
      ],
      ['failed', 'observed', 'ns1 refuses the update. BADSIG: it knows the key drillbook, with another secret'],
      [
        'failed',
        'observed',
        'ns1 refuses the update. BADTIME: our clock is 900 s ahead of its own. Set both by NTP; they may be 5 minutes apart',
      ],
      ['failed', 'not-sent', 'nothing was sent: what stands there could not be found out: ns1 answers REFUSED'],
      [
        'failed',
        'not-sent',
        'nothing was sent: what stands there could not be found out: proxy: nothing listens there',
      ],
      [
        'failed',
        'observed',
        'ns2 refuses the update. BADKEY: it does not know a key none of kind hmac-sha256. Compare name and algorithm with its configuration',
      ],
    ]);
  });

  /** Hands UDP on to the primary; what becomes of an update and of its answer is another thing. */
  const between = async (way: 'nothing arrives' | 'no answer' | 'forged answer'): Promise<number> => {
    const tcp = createServer((from) => {
      from.on('error', () => undefined);
      from.once('data', (bytes) => {
        if (way === 'nothing arrives') return void from.destroy();
        const to = connect(primary.port, '127.0.0.1', () => to.write(bytes));
        to.once('data', (answer) => {
          to.destroy();
          if (way === 'no answer') return void from.destroy();
          // The last byte but six belongs to the signature.
          answer.writeUInt8(answer.readUInt8(answer.length - 7) ^ 1, answer.length - 7);
          from.end(answer);
        });
      });
    });
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    const { port } = tcp.address() as AddressInfo;
    const udp = createSocket('udp4');
    udp.on('message', (bytes, from) => {
      const on = createSocket('udp4');
      on.once('message', (answer) => {
        udp.send(answer, from.port, from.address);
        on.close();
      });
      on.send(bytes, primary.port, '127.0.0.1');
    });
    await new Promise<void>((resolve) => {
      udp.bind(port, '127.0.0.1', resolve);
    });
    proxies.push(async () => {
      udp.close();
      await new Promise((resolve) => tcp.close(resolve));
    });
    return port;
  };

  test('an answer that is lost: passed where the proof shows the update, unknown where it does not', async () => {
    const only = { resolvers: [at(primary.port)], name: 'voice.example.test' };
    const done = await update({ ...only, server: at(await between('no answer')), set: ['192.0.2.31'] });
    const open = await update({
      ...only,
      server: at(await between('nothing arrives')),
      set: ['192.0.2.32'],
      withinMs: 300,
    });
    const forged = await update({ ...only, server: at(await between('forged answer')), set: ['192.0.2.33'] });
    expect([short(done), short(open), short(forged)]).toEqual([
      [
        'passed',
        'observed',
        'the update was done, though nobody said so (the server closed the connection without an answer): ns1 says 192.0.2.31 (TTL)',
      ],
      [
        'unknown',
        'lost',
        'whether the update was done is not known (the server closed the connection without an answer); after 0 s: ns1 says 192.0.2.31 (TTL)',
      ],
      [
        'passed',
        'observed',
        'the update was done, though nobody said so (the signature of its answer does not hold): ns1 says 192.0.2.33 (TTL)',
      ],
    ]);
  });

  test('a person who stops it after the update was taken', async () => {
    const wanted = { name: 'old.example.test', set: ['192.0.2.77'], resolvers: [at(9)] };
    expect(short(await update({ ...wanted, abortAfterMs: 500 }))).toEqual([
      'failed',
      'cancelled',
      'the server has taken the update, but not every resolver gives it: a person stopped it',
    ]);
  });
});
