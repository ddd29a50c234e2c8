import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../src-main/app/system-clock.ts';
import { openJournal } from '../../src-main/journal/open-journal.ts';
import { readJournal } from '../../src-main/journal/read-journal.ts';
import { sha256 } from '../../src-main/journal/sha256.ts';
import { asId } from '../../src-shared/base/ids.ts';
import type { HostId, StepId } from '../../src-shared/base/ids.ts';
import type { Fact } from '../../src-shared/run/facts.ts';
import { measureInTurn, median, medianRatio, timed } from './measure.ts';
import type { Line } from './measure.ts';
import { ms } from './print-lines.ts';

const appends = 300;
const producers = 64;
const appendsEach = 50;
const replayed = 10_000;
const planHash = sha256('a plan');

/** What the journal costs against the disk alone, and against reading the same file without looking at its hashes. */
export async function measureJournal(folder: string): Promise<readonly Line[]> {
  return [...(await measureAppends(folder)), await measureReplay(folder)];
}

/** The fact of which a run has most: the end of an attempt. */
function attemptEnded(n: number): Fact {
  return {
    type: 'attempt-ended',
    data: {
      step: asId<StepId>(`activate/step-${n}`),
      host: asId<HostId>('voice-a'),
      attempt: 1,
      end: { kind: 'exit', code: 0 },
      outcome: 'passed',
      why: 'exit 0; stdout matches role:\\s*active',
      outputs: { activated_at: '2026-11-21T02:00:00Z' },
      matched: [{ stream: 'stdout', text: 'role: active' }],
      tail: ['service: running', 'role: active'],
      recording: {
        file: `recordings/activate.step-${n}.1.voice-a.cast`,
        bytes: 214,
        sha256: planHash,
        invalidBytes: 0,
      },
      durationMs: 12,
    },
  };
}

async function measureAppends(folder: string): Promise<readonly Line[]> {
  const runs = join(folder, 'appends');
  await mkdir(runs);
  const journal = await openJournal(runs, planHash, systemClock);
  const raw = openSync(join(folder, 'raw.jsonl'), 'a');
  await journal.append([attemptEnded(0)]);
  const line = `${readFileSync(join(runs, 'journal.jsonl'), 'utf8').trimEnd()}\n`;
  const one = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) await journal.append([attemptEnded(n)]);
  };
  try {
    await one(100);
    // Milliseconds an append, all three.
    const cost = await measureInTurn(11, {
      alone: async () => (await timed(() => one(appends))) / appends,
      raw: async () => {
        const all = await timed(() => {
          appendRaw(raw, line, appends);
        });
        return all / appends;
      },
      together: async () => {
        const all = timed(() => Promise.all(Array.from({ length: producers }, () => one(appendsEach))));
        return (await all) / (producers * appendsEach);
      },
    });
    return [
      {
        kind: 'figure',
        name: 'a durable append / a write+fdatasync loop',
        value: medianRatio(cost.alone, cost.raw),
        unit: 'x',
        goal: { atMost: 2 },
        detail: `${ms(median(cost.alone))} / ${ms(median(cost.raw))}`,
      },
      {
        kind: 'figure',
        name: `${producers} producers / one, appends per second`,
        value: medianRatio(cost.alone, cost.together),
        unit: 'x',
        goal: { atLeast: 15 },
        detail: `${perSecond(cost.together)} / ${perSecond(cost.alone)}`,
      },
    ];
  } finally {
    closeSync(raw);
    await journal.close();
  }
}

/** The same bytes, a line at a time, without hash, chain or lock: the least that "durable" costs in Node. */
function appendRaw(fd: number, line: string, count: number): void {
  for (let n = 0; n < count; n += 1) {
    writeSync(fd, line);
    fdatasyncSync(fd);
  }
}

function perSecond(cost: readonly number[]): string {
  return `${Math.round(1000 / median(cost))}/s`;
}

async function measureReplay(folder: string): Promise<Line> {
  const runs = join(folder, 'replay');
  await mkdir(runs);
  const journal = await openJournal(runs, planHash, systemClock);
  await journal.append(Array.from({ length: replayed }, (_, n) => attemptEnded(n)));
  await journal.close();
  const path = join(runs, 'journal.jsonl');
  const works = {
    ours: () => timed(() => readJournal(path, planHash)),
    parse: () => timed(() => parseLines(path)),
  };
  await measureInTurn(3, works);
  const cost = await measureInTurn(21, works);
  return {
    kind: 'figure',
    name: `replay of ${replayed} facts, hashes checked / JSON.parse`,
    value: medianRatio(cost.ours, cost.parse),
    unit: 'x',
    goal: { atMost: 2.5 },
    detail: `${ms(median(cost.ours))} / ${ms(median(cost.parse))}`,
  };
}

function parseLines(path: string): number {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as unknown).length;
}
