import { appendFileSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rechain } from './run-fixture.ts';
import type { MadeRun } from './run-fixture.ts';

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at]! ^= 1;
  writeFileSync(path, bytes);
}

/** A forger's change that changes nothing. */
export const keep = (_: unknown, data: unknown): unknown => data;
const inData = (type: string, changed: Record<string, unknown>) => (t: string, data: Record<string, unknown>) =>
  t === type ? { ...data, ...changed } : data;

const movedTo =
  (type: string, changed: Record<string, unknown>) => (t: string, data: Record<string, unknown>, head: string) =>
    t === 'signed-off' ? { ...data, covers: { ...(data['covers'] as object), head } } : inData(type, changed)(t, data);

type Damage = (run: MadeRun) => void;
/** What is done to a sealed run, the record of the first problem that is found, and what is said of it. */
export const damages: readonly (readonly [string, Damage, number | null, string | RegExp])[] = [
  [
    'a changed record',
    ({ folder }) => {
      flip(join(folder, 'journal.jsonl'), 1200);
    },
    3,
    'The record does not hold: it does not have the form of a record.',
  ],
  [
    'a changed plan',
    ({ folder }) => {
      flip(join(folder, 'plan.json'), 30);
    },
    1,
    /^plan\.json was changed: its SHA-256 is /,
  ],
  [
    'a changed recording',
    ({ folder, recording }) => {
      flip(join(folder, recording), 60);
    },
    5,
    'recordings/activate.role.1.app.cast: the file was changed: its SHA-256 is not the one recorded.',
  ],
  [
    'a cut recording',
    ({ folder, recording }) => {
      truncateSync(join(folder, recording), 60);
    },
    5,
    /the file has 60 bytes instead of \d+\.$/,
  ],
  [
    'a longer recording',
    ({ folder, recording }) => {
      appendFileSync(join(folder, recording), 'x');
    },
    5,
    /the file is longer than the \d+ bytes recorded\.$/,
  ],
  [
    'a missing recording',
    ({ folder, recording }) => {
      rmSync(join(folder, recording));
    },
    5,
    'recordings/activate.role.1.app.cast: the file is missing.',
  ],
  [
    'changed evidence',
    ({ folder, evidence }) => {
      flip(join(folder, evidence), 3);
    },
    8,
    /^evidence\/.*\.png: the file was changed/,
  ],
  [
    'no evidence folder',
    ({ folder }) => {
      rmSync(join(folder, 'evidence'), { recursive: true });
    },
    8,
    /the file is missing\.$/,
  ],
  [
    'no plan',
    ({ folder }) => {
      rmSync(join(folder, 'plan.json'));
    },
    1,
    'plan.json is missing.',
  ],
  [
    'no journal',
    ({ folder }) => {
      rmSync(join(folder, 'journal.jsonl'));
    },
    null,
    'journal.jsonl is missing.',
  ],
  [
    'an empty journal',
    ({ folder }) => {
      truncateSync(join(folder, 'journal.jsonl'), 0);
    },
    null,
    'journal.jsonl holds no record.',
  ],
  [
    '100 MB of zeros for a journal',
    ({ folder }) => {
      writeFileSync(join(folder, 'journal.jsonl'), Buffer.alloc(100_000_000));
    },
    null,
    'journal.jsonl holds no record.',
  ],
  [
    '100 MB of empty lines',
    ({ folder }) => {
      writeFileSync(join(folder, 'journal.jsonl'), Buffer.alloc(100_000_000, '\n'));
    },
    1,
    'The record does not hold: it does not have the form of a record.',
  ],
  [
    'a plan that is no text',
    ({ folder }) => {
      writeFileSync(join(folder, 'plan.json'), Buffer.alloc(100, 0xff));
    },
    1,
    /^plan\.json was changed/,
  ],
  [
    'a link for evidence',
    ({ folder, evidence }) => {
      rmSync(join(folder, evidence));
      symlinkSync('/dev/zero', join(folder, evidence));
    },
    8,
    /the file cannot be read: ELOOP/,
  ],
  [
    'a folder for a recording',
    ({ folder, recording }) => {
      rmSync(join(folder, recording));
      symlinkSync(tmpdir(), join(folder, recording));
    },
    5,
    /the file cannot be read: /,
  ],
  [
    'something after the seal',
    ({ folder }) => {
      rechain(folder, keep, [{ type: 'run-continued', data: { by: { name: 'Eve' } } }]);
    },
    12,
    'The record comes after the seal of record 11, which ends a run.',
  ],
  [
    'another kind of fact',
    ({ folder }) => {
      rechain(folder, keep, [{ type: 'run-celebrated', data: {} } as never]);
    },
    12,
    'The record cannot be replayed: Unexpected fact: ',
  ],
  [
    'a fact without its data',
    ({ folder }) => {
      rechain(folder, (type, data) => (type === 'verdict-given' ? null : data));
    },
    8,
    /^The record cannot be replayed: /,
  ],
  [
    'a run created twice',
    ({ folder }) => {
      rechain(folder, keep, [{ type: 'run-created', data: {} } as never]);
    },
    12,
    /^The record is “run-created”: a run is created once/,
  ],
  [
    'a later format',
    ({ folder }) => {
      rechain(folder, inData('run-created', { format: 2 }));
    },
    1,
    'The record has a format other than 1: verify it with a newer version.',
  ],
  [
    'a file outside the run',
    ({ folder }) => {
      rechain(
        folder,
        inData('verdict-given', {
          evidence: [{ file: 'evidence/../../../etc/passwd', bytes: 1, sha256: 'x', name: 'x' }],
        }),
      );
    },
    8,
    'evidence/../../../etc/passwd: this is no place for a file of a run.',
  ],
  [
    'a verdict changed after it was signed',
    ({ folder }) => {
      rechain(folder, inData('verdict-given', { caveat: 'none at all' }));
    },
    9,
    /^The signature of Ada on forms\/baseline\/sign\/tester is over the journal’s head [0-9a-f]{64}: that is not what stood there\.$/,
  ],
  [
    'a verdict changed under a signature that was moved to its head',
    ({ folder }) => {
      rechain(folder, movedTo('verdict-given', { caveat: 'none at all' }));
    },
    9,
    /^The signature of Ada on forms\/baseline\/sign\/tester is over the results [0-9a-f]{64}: that is not what stood there\.$/,
  ],
  [
    'evidence taken out from under a signature',
    ({ folder }) => {
      rechain(folder, movedTo('verdict-given', { evidence: [] }));
    },
    9,
    'The signature of Ada on forms/baseline/sign/tester is over other evidence: that is not what stood there.',
  ],
  [
    'a hostile name',
    ({ folder }) => {
      rechain(
        folder,
        inData('verdict-given', { evidence: [{ file: 'evidence/\u001b[2J\u202e', bytes: 1, sha256: 'x', name: 'x' }] }),
      );
    },
    8,
    'evidence/\\u{1b}[2J\\u{202e}: the file is missing.',
  ],
];
