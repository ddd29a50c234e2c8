import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openJournal } from '../../../src-main/journal/open-journal.ts';
import { note, planHash, settled, steppingClock, tempFolder } from './fixture.ts';

const journalModule = new URL('../../../src-main/journal/open-journal.ts', import.meta.url).href;

/** A program of its own: 8 producers append; the number of each acknowledged record goes to standard output at once. */
const program = `
  import { writeSync } from 'node:fs';
  import { openJournal } from ${JSON.stringify(journalModule)};
  const say = (text) => writeSync(1, text + '\\n');
  const clock = { now: () => Date.now(), mono: () => performance.now() };
  const journal = await openJournal(process.argv[1], process.argv[2], clock);
  const fact = { type: 'note-added', data: { text: 'x'.repeat(300), by: { name: 'Ada' }, evidence: [] } };
  const produce = async () => {
    for (;;) for (const { seq } of await journal.append([fact])) say(String(seq));
  };
  const failed = await Promise.all(Array.from({ length: 8 }, produce)).catch((error) => error);
  say('failed ' + failed.code);
  say('then ' + (await journal.append([fact]).catch((error) => error.code)));
  await journal.close();
`;

function appender(folder: string, before = ''): ChildProcess {
  return start(program, folder, before);
}

function start(source: string, folder: string, before: string): ChildProcess {
  const command = `${before} exec "$0" --input-type=module -e "$1" "$2" "$3"`;
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  return spawn('/bin/sh', ['-c', command, process.execPath, source, folder, planHash], { stdio: [...stdio] });
}

test('kill -9: everything that was acknowledged is there, and the run can be taken over', async () => {
  const folder = tempFolder();
  const child = appender(folder);
  const acknowledged: number[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    acknowledged.push(Number(line));
    if (acknowledged.length === 200) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  const journal = await openJournal(folder, planHash, steppingClock());
  const survived = journal.records.length;
  const [next] = await journal.append([note('after the crash')]);
  await journal.close();
  expect({
    signal: child.signalCode,
    order: acknowledged,
    lost: acknowledged.filter((seq) => seq > survived),
    next: next?.seq,
  }).toEqual({ signal: 'SIGKILL', order: acknowledged.map((_, i) => i + 1), lost: [], next: survived + 1 });
});

test('a full disk stops the run: nothing is acknowledged after it, everything before it is there', async () => {
  const folder = tempFolder();
  // 64 blocks of 512 bytes is all that a file may have; the ignored signal turns the limit into a write error.
  const child = appender(folder, `trap '' XFSZ; ulimit -f 64;`);
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) said.push(line);
  const acknowledged = said.filter((line) => /^\d+$/.test(line)).map(Number);
  const journal = await openJournal(folder, planHash, steppingClock());
  const survived = journal.records.length;
  await journal.append([note('there is space again')]);
  await journal.close();
  expect({
    end: said.slice(-2),
    some: acknowledged.length > 20,
    lost: acknowledged.filter((s) => s > survived),
  }).toEqual({
    end: ['failed journal.sync-failed', 'then journal.sync-failed'],
    some: true,
    lost: [],
  });
});

const recordingsModule = new URL('../../../src-main/journal/recordings.ts', import.meta.url).href;
const recorder = `
  import { createRecordings } from ${JSON.stringify(recordingsModule)};
  const recording = await createRecordings(process.argv[1]).open('a.b.1.c', 'flood', 0);
  for (let n = 0; n < 200; n += 1) await recording.write('stdout', Buffer.alloc(65536, 'x'), n);
  console.log(await recording.close().catch((error) => error.code));
`;

test('a full disk ends a recording, not the output: its close says so, and its whole lines can be read', async () => {
  const folder = tempFolder();
  const said: string[] = [];
  const child = start(recorder, folder, `trap '' XFSZ; ulimit -f 1024;`);
  for await (const line of createInterface({ input: child.stdout! })) said.push(line);
  const whole = readFileSync(join(folder, 'recordings/a.b.1.c.cast'), 'utf8').split('\n').slice(0, -1);
  const events = whole.map((line) => JSON.parse(line) as unknown);
  expect({ said, some: events.length > 1 }).toEqual({ said: ['recording.write-failed'], some: true });
});

test('a folder that cannot be written is said, and not left locked', async () => {
  const folder = join(tempFolder(), 'not-there');
  expect(await settled(openJournal(folder, planHash, steppingClock()))).toMatch(
    /^file.not-writable: The run cannot be l/,
  );
});
