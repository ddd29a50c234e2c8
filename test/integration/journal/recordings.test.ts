import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { OutputStream } from '../../../src-main/engine/ports.ts';
import { createRecordings } from '../../../src-main/journal/recordings.ts';
import { tempFolder } from './fixture.ts';

const startedAt = Date.UTC(2026, 10, 21, 2);
const header = { version: 2, width: 80, height: 24, timestamp: startedAt / 1000, title: 'Press the button' };

type Piece = readonly [OutputStream, string | readonly number[]];

async function record(folder: string, name: string, pieces: readonly Piece[]) {
  const recording = await createRecordings(folder).open(name, 'Press the button', startedAt);
  for (const [at, [stream, bytes]] of pieces.entries()) {
    await recording.write(stream, typeof bytes === 'string' ? Buffer.from(bytes) : Uint8Array.from(bytes), at * 10);
  }
  const summary = await recording.close();
  const content = readFileSync(join(folder, summary.file));
  const [first, ...events] = content.toString().trimEnd().split('\n');
  return {
    summary,
    content,
    header: JSON.parse(first!) as unknown,
    events: events.map((l) => JSON.parse(l) as unknown),
  };
}

test('a recording is asciicast 2: a header, output, and a mark where the stream changes', async () => {
  const folder = tempFolder();
  const pieces: readonly Piece[] = [
    ['stdout', 'one\n'],
    ['stderr', 'two\u001b[1m\n'],
    ['stderr', 'three'],
    ['stdout', 'four'],
  ];
  const { summary, content, ...read } = await record(folder, 'isolate.close.1.voice-a', pieces);
  expect(read).toEqual({
    header,
    events: [
      [0, 'o', 'one\n'],
      [0.01, 'm', 'stderr'],
      [0.01, 'o', 'two\u001b[1m\n'],
      [0.02, 'o', 'three'],
      [0.03, 'm', 'stdout'],
      [0.03, 'o', 'four'],
    ],
  });
  expect(summary).toEqual({
    file: 'recordings/isolate.close.1.voice-a.cast',
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    invalidBytes: 0,
  });
  expect(statSync(join(folder, summary.file)).mode & 0o777).toBe(0o600);
});

const euro = [0xe2, 0x82, 0xac];
const cases: readonly (readonly [string, readonly Piece[], string, number])[] = [
  ['a character in three pieces', euro.map((byte) => ['stdout', [byte]] as const), '€', 0],
  [
    'four bytes, split 3 + 1',
    [
      ['stdout', [0xf0, 0x9f, 0x98]],
      ['stdout', [0x80]],
    ],
    '😀',
    0,
  ],
  [
    'streams split at once',
    [
      ['stdout', [0xe2, 0x82]],
      ['stderr', [0xc3]],
      ['stdout', [0xac]],
      ['stderr', [0xa8]],
    ],
    '€è',
    0,
  ],
  ['a byte that is never UTF-8', [['stdout', [0x61, 0xff, 0x62]]], 'a\ufffdb', 1],
  ['unfinished at the end', [['stdout', [0x61, 0xe2, 0x82]]], 'a\ufffd', 2],
  [
    'unfinished, then plain',
    [
      ['stdout', [0xe2, 0x82]],
      ['stdout', 'x'],
    ],
    '\ufffdx',
    2,
  ],
  ['overlong', [['stdout', [0xc0, 0x80]]], '\ufffd\ufffd', 2],
  ['half a surrogate pair', [['stdout', [0xed, 0xa0, 0x80]]], '\ufffd\ufffd\ufffd', 3],
  [
    'a replacement character that was sent',
    [
      ['stdout', '\ufffd'],
      ['stdout', [0xff, 0xef, 0xbf, 0xbd]],
    ],
    '\ufffd\ufffd\ufffd',
    1,
  ],
  ['a byte order mark', [['stdout', [0xef, 0xbb, 0xbf, 0x61]]], '\ufeffa', 0],
];

test.each(cases)('bytes become text: %s', async (_name, pieces, text, invalidBytes) => {
  const { events, summary } = await record(tempFolder(), 'a.b.1.c', pieces);
  const output = (events as [number, string, string][]).filter(([, kind]) => kind === 'o').map(([, , part]) => part);
  expect({ text: output.join(''), invalidBytes: summary.invalidBytes }).toEqual({ text, invalidBytes });
});

test('random bytes in random pieces come out as if decoded at once', async () => {
  for (let round = 0; round < 20; round += 1) {
    const bytes = Buffer.concat([randomBytes(200), Buffer.from('è€😀\ufffd'.repeat(20)), randomBytes(200)]);
    const pieces: Piece[] = [];
    for (let at = 0; at < bytes.length;) {
      const length = 1 + (bytes[at]! % 7);
      pieces.push(['stdout', [...bytes.subarray(at, at + length)]]);
      at += length;
    }
    const whole = await record(tempFolder(), 'a.b.1.c', [['stdout', [...bytes]]]);
    const split = await record(tempFolder(), 'a.b.1.c', pieces);
    const text = (events: readonly unknown[]): string =>
      (events as [number, string, string][]).map((e) => e[2]).join('');
    expect({ text: text(split.events), invalid: split.summary.invalidBytes }).toEqual({
      text: bytes.toString(),
      invalid: whole.summary.invalidBytes,
    });
  }
});

const names: readonly (readonly [string, string])[] = [
  ['isolate.close-port.1.voice-a', 'isolate.close-port.1.voice-a'],
  ['phase.step@voice a/ü.1.h', 'phase.step@voice_a__.1.h'],
  ['../../etc/passwd', '_.._.._etc_passwd'],
  ['con.step.1.h', '_con.step.1.h'],
  ['console.step.1.h', 'console.step.1.h'],
  [
    `${'x'.repeat(300)}.1.h`,
    `${'x'.repeat(150)}~${createHash('sha256')
      .update(`${'x'.repeat(300)}.1.h`)
      .digest('hex')
      .slice(0, 8)}`,
  ],
];

test.each(names)('any id has a safe file name: %s', async (name, file) => {
  expect((await record(tempFolder(), name, [])).summary.file).toBe(`recordings/${file}.cast`);
});

test('a name that comes again gets its own file', async () => {
  const folder = tempFolder();
  const files = [];
  for (let n = 0; n < 3; n += 1) files.push((await record(folder, 'a.b.1.c', [])).summary.file);
  expect(files).toEqual(['recordings/a.b.1.c.cast', 'recordings/a.b.1.c-2.cast', 'recordings/a.b.1.c-3.cast']);
});

test('a flood asks the caller to wait, and memory stays bounded', async () => {
  const folder = tempFolder();
  const recording = await createRecordings(folder).open('a.b.1.c', 'flood', startedAt);
  const chunk = Buffer.from('0123456789abcdef'.repeat(4096));
  const before = process.memoryUsage().rss;
  let waits = 0;
  for (let n = 0; n < 2048; n += 1) {
    const behind = recording.write('stdout', chunk, n);
    if (behind !== undefined) waits += 1;
    await behind;
  }
  const grown = process.memoryUsage().rss - before;
  const summary = await recording.close();
  expect({ waited: waits > 0, bounded: grown < 200e6, whole: summary.bytes > 2048 * chunk.length }).toEqual({
    waited: true,
    bounded: true,
    whole: true,
  });
});
