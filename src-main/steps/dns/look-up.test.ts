import { createSocket, type RemoteInfo } from 'node:dgram';
import { decode, encode, type Packet } from 'dns-packet';
import { expect, test } from 'vitest';
import { lookUp, type LookedUp } from './look-up.ts';

type Answer = (query: Packet, send: (packet: Packet | Buffer) => void, count: number) => void;

/** Asks a server that answers as the test says; gives also how often it was asked. */
async function ask(answer: Answer): Promise<readonly [LookedUp, number]> {
  const socket = createSocket('udp4');
  let count = 0;
  socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
    count += 1;
    const send = (packet: Packet | Buffer): void => {
      socket.send(Buffer.isBuffer(packet) ? packet : encode(packet), from.port, from.address);
    };
    answer(decode(bytes), send, count);
  });
  await new Promise<void>((resolve) => {
    socket.bind(0, '127.0.0.1', resolve);
  });
  const found = await lookUp(
    { address: '127.0.0.1', port: socket.address().port },
    'voice.example.test',
    'A',
    new AbortController().signal,
  );
  await new Promise<void>((resolve) => {
    socket.close(resolve);
  });
  return [found, count];
}

const reply = (query: Packet, data: string): Packet => ({
  type: 'response',
  ...(query.id === undefined ? {} : { id: query.id }),
  ...(query.questions === undefined ? {} : { questions: query.questions }),
  answers: [{ type: 'A', name: 'Voice.Example.TEST', ttl: 60, data }],
});
const right = { kind: 'records', records: ['192.0.2.20'], ttl: 60 };

test('an answer with another id is passed over', async () => {
  const found = await ask((query, send) => {
    send({ ...reply(query, '192.0.2.66'), id: ((query.id ?? 0) + 1) % 65_536 });
    send(reply(query, '192.0.2.20'));
  });
  expect(found).toEqual([right, 1]);
});

test('a query that is lost is sent again once; two that are lost are silence', async () => {
  const found = await Promise.all([
    ask((query, send, count) => {
      if (count > 1) send(reply(query, '192.0.2.20'));
    }),
    ask(() => undefined),
  ]);
  expect(found).toEqual([
    [right, 2],
    [{ kind: 'silent' }, 2],
  ]);
});

test('a server that does not know EDNS is asked without it; what cannot be read is no answer', async () => {
  const old = await ask((query, send) => {
    const edns = (query.additionals ?? []).length > 0;
    if (!edns) {
      send(reply(query, '192.0.2.20'));
      return;
    }
    const refusal = encode({ type: 'response', id: query.id ?? 0, questions: query.questions ?? [] });
    refusal.writeUInt16BE(refusal.readUInt16BE(2) | 1, 2);
    send(refusal);
  });
  const garbage = await ask((query, send) => {
    send(encode(reply(query, '192.0.2.20')).subarray(0, 40));
  });
  const other = await ask((query, send) => {
    send({ ...reply(query, '192.0.2.20'), questions: [{ type: 'A', name: 'other.test' }] });
  });
  expect([old, garbage[0], other[0]]).toEqual([
    [right, 2],
    { kind: 'error', rcode: 'an answer that cannot be read' },
    { kind: 'error', rcode: 'an answer to another question' },
  ]);
});
