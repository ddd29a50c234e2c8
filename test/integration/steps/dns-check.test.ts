import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeWorldCheck } from '../../../src-main/steps/take-check.ts';
import { asId, type HostId } from '../../../src-shared/base/ids.ts';
import type { RecordType, Vantage } from '../../../src-shared/plan/world-check.ts';
import { startPrimary, startResolver, whyNoBind, type BindServer } from './bind-server.ts';
import { localHost, worldOutside } from './world-outside.ts';

const here = asId<HostId>('here');
const long = 'a long text that does not fit into one answer by UDP, '.repeat(5);
const records = [
  'voice 240 IN A 192.0.2.20',
  'voice 240 IN A 192.0.2.21',
  'voice 60 IN AAAA 2001:db8::20',
  'alias 30 IN CNAME voice',
  '_sip._udp 60 IN SRV 0 5 5060 voice',
  '@ 60 IN MX 10 mail',
  '@ 60 IN NAPTR 10 100 "S" "SIP+D2U" "" _sip._udp.example.test.',
  `long 60 IN TXT ${Array.from({ length: 8 }, (_, at) => `"${long.slice(0, 250)}${at}"`).join(' ')}`,
];

describe.skipIf(whyNoBind() !== undefined)('check dns, by BIND 9', () => {
  let primary: BindServer;
  let resolver: BindServer;
  beforeAll(async () => {
    primary = await startPrimary(records);
    resolver = await startResolver(primary);
  });
  afterAll(async () => {
    await resolver.stop();
    await primary.stop();
  });

  interface Asked {
    readonly name: string;
    readonly type?: RecordType;
    readonly equals: readonly string[];
    readonly from?: Vantage;
    readonly ports?: readonly number[];
    readonly address?: string;
    readonly path?: string;
  }

  /** The detail without the port, which is another one each time. */
  const take = async (asked: Asked): Promise<readonly [string, string]> => {
    const { name, type = 'A', equals, from = 'app', ports = [primary.port], address = '127.0.0.1', path } = asked;
    const resolvers = ports.map((port) => ({ at: { address }, port }));
    const taken = await takeWorldCheck(
      worldOutside({}, path),
      { kind: 'dns', from: [from], details: { name, type, resolvers, equals } },
      () => localHost(),
      new AbortController().signal,
    );
    return [taken.result, taken.detail.replaceAll(/127\.0\.0\.1:\d+/gu, 'ns')];
  };
  const both = ['192.0.2.20', '192.0.2.21'];

  test.each(['app', here] as const)(
    'the records and their TTL, or what is there in their place, from %s',
    async (from) => {
      const at = from === 'app' ? 'ns' : 'ns from here';
      expect(
        await Promise.all(
          [
            { name: 'voice.example.test', equals: both },
            { name: 'voice.example.test', equals: ['192.0.2.20'] },
            { name: 'alias.example.test', equals: both },
            { name: 'alias.example.test', type: 'CNAME', equals: ['voice.example.test'] } as const,
            { name: 'voice.example.test', type: 'AAAA', equals: ['2001:db8:0:0:0:0:0:20'] } as const,
            { name: '_sip._udp.example.test', type: 'SRV', equals: ['0 5 5060 voice.example.test'] } as const,
            { name: 'example.test', type: 'MX', equals: ['10 mail.example.test'] } as const,
            {
              name: 'example.test',
              type: 'NAPTR',
              equals: ['10 100 "S" "SIP+D2U" "" _sip._udp.example.test'],
            } as const,
            { name: 'other.invalid', equals: both },
          ].map((one) => take({ ...one, from })),
        ),
      ).toEqual([
        ['true', `${at} says 192.0.2.20, 192.0.2.21 (TTL 240 s)`],
        ['false', `${at} still says 192.0.2.20, 192.0.2.21 (TTL 240 s), not 192.0.2.20`],
        ['true', `${at} says 192.0.2.20, 192.0.2.21 (TTL 240 s)`],
        ['true', `${at} says voice.example.test (TTL 30 s)`],
        ['true', `${at} says 2001:db8:0:0:0:0:0:20 (TTL 60 s)`],
        ['true', `${at} says 0 5 5060 voice.example.test (TTL 60 s)`],
        ['true', `${at} says 10 mail.example.test (TTL 60 s)`],
        ['true', `${at} says 10 100 "S" "SIP+D2U" "" _sip._udp.example.test (TTL 60 s)`],
        ['false', `${at} answers REFUSED`],
      ]);
    },
  );

  test('no such name, no such record, and how long that is kept', async () => {
    expect([
      await take({ name: 'none.example.test', equals: both }),
      await take({ name: 'voice.example.test', type: 'MX', equals: ['1 x.test'] }),
      await take({ name: 'none.example.test', equals: both, from: here }),
    ]).toEqual([
      ['false', 'ns says that there is no none.example.test (NXDOMAIN) (kept for 7 s)'],
      ['false', 'ns says that voice.example.test has no MX record (kept for 7 s)'],
      ['false', 'ns from here says that there is no none.example.test (NXDOMAIN)'],
    ]);
  });

  test('an answer that is too long for UDP comes by TCP', async () => {
    const text = Array.from({ length: 8 }, (_, at) => `${long.slice(0, 250)}${at}`).join('');
    const asked = { name: 'long.example.test', type: 'TXT', equals: [text] } as const;
    expect([(await take(asked))[0], (await take({ ...asked, from: here }))[0]]).toEqual(['true', 'true']);
  });

  test('every resolver counts; nobody there is false, and what cannot be asked is not taken', async () => {
    const asked = { name: 'voice.example.test', equals: both };
    expect([
      await take({ ...asked, ports: [primary.port, resolver.port] }),
      await take({ ...asked, ports: [primary.port, 9] }),
      await take({ ...asked, ports: [9], from: here }),
      await take({ ...asked, address: 'no-such-server.invalid', ports: [53] }),
      await take({ ...asked, from: here, path: '/nonexistent' }),
    ]).toEqual([
      ['true', 'ns says 192.0.2.20, 192.0.2.21 (TTL 240 s); ns says 192.0.2.20, 192.0.2.21 (TTL 240 s)'],
      ['false', 'ns: nothing listens there'],
      ['false', 'ns from here: nothing listens there'],
      [
        'not-taken',
        'cannot tell: no-such-server.invalid could not be asked: the name no-such-server.invalid cannot be resolved here',
      ],
      [
        'not-taken',
        'cannot tell: ns from here could not be asked: here has no dig: install bind9-dnsutils (Debian) or bind-utils (Red Hat)',
      ],
    ]);
  });
});
