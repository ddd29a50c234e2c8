import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Installation } from '../../../src-main/engine/ports.ts';
import { openInstallation } from '../../../src-main/journal/installation.ts';
import { sha256 } from '../../../src-main/journal/sha256.ts';
import { verifyPath } from '../../../src-main/verify/verify-path.ts';
import type { Verification } from '../../../src-main/verify/verification.ts';
import { verifyRun } from '../../../src-main/verify/verify-run.ts';
import type { Fact } from '../../../src-shared/run/facts.ts';
import { settled, tempFolder } from '../journal/fixture.ts';
import { damages, keep } from './folder-damages.ts';
import { makeRun, rechain, sealed } from './run-fixture.ts';
import type { MadeRun } from './run-fixture.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation(tempFolder(), 'test-host', Date.UTC(2026, 10, 21));
});

const consistency =
  'This proves consistency, not origin: get the signer’s fingerprint another way and give it as --signer';

test('a sealed run verifies, and the seal says by whom', async () => {
  const run = await makeRun(installation);
  const fingerprint = sha256(Buffer.from(installation.publicKey, 'base64'));
  const verified: Verification = {
    ok: true,
    kind: 'folder',
    head: run.records.at(-1)!.hash,
    records: 11,
    signer: { fingerprint, subject: 'Ed25519 key of the seal' },
    problems: [],
    notes: [`${consistency}: here it is ${fingerprint}.`],
  };
  expect(await verifyPath(run.folder)).toEqual(verified);
  const printed = fingerprint.toUpperCase().replaceAll(/..(?!$)/g, '$&:');
  for (const signer of [fingerprint, `SHA256:${fingerprint}`, `sha256 Fingerprint=${printed}`, ` ${printed} `]) {
    expect(await verifyPath(run.folder, { signer })).toEqual({ ...verified, notes: [] });
  }
  const other = sha256('somebody else');
  expect((await verifyPath(run.folder, { signer: other })).problems).toEqual([
    {
      record: null,
      what: `It is signed by ${fingerprint}, and not by ${other}. A folder is vouched for by the key of its seal, a PDF by the certificate.`,
    },
  ]);
});

test('a run that is still open verifies, and nobody vouches for it', async () => {
  const run = await makeRun(installation, true);
  expect(await verifyPath(run.folder)).toEqual({
    ok: true,
    kind: 'folder',
    head: run.records.at(-1)!.hash,
    records: 10,
    problems: [],
    notes: ['The run is not sealed: its record may still grow.', `${consistency}.`],
  });
  expect((await verifyPath(run.folder, { signer: sha256('x') })).ok).toBe(false);
});

test.each(damages)('%s is found', async (_, damage, record, what) => {
  const run = await makeRun(installation);
  damage(run);
  const { ok, problems } = await verifyPath(run.folder);
  expect({ ok, record: problems[0]?.record }).toEqual({ ok: false, record });
  expect(problems[0]?.what).toMatch(what);
});

test('nothing comes after a seal, and a seal is over the head before it by the key that it names', async () => {
  const run = await makeRun(installation, true);
  const reseal = (changed: object): void => {
    rechain(run.folder, (type, data, head) =>
      type === 'run-sealed' ? { ...sealed(head, installation).data, ...changed } : data,
    );
  };
  const [first] = run.records;
  const saidOfSeal = async (): Promise<readonly string[]> =>
    (await verifyPath(run.folder)).problems.map(({ what }) => what);
  rechain(run.folder, keep, [sealed(first!.hash, installation)]);
  reseal({});
  expect(await saidOfSeal()).toEqual([]);
  reseal({ head: first!.hash });
  expect(await saidOfSeal()).toEqual([expect.stringMatching(/^The seal is over the head /)]);
  const wrong = 'The seal’s signature does not match the head and the key that it names.';
  reseal({ signature: installation.seal('another head') });
  expect(await saidOfSeal()).toEqual([wrong]);
  reseal({ publicKey: Buffer.alloc(32, 1).toString('base64') });
  expect(await saidOfSeal()).toEqual([wrong]);
  reseal({ publicKey: 7 });
  expect(await saidOfSeal()).toEqual([wrong]);
  reseal({});
  rechain(run.folder, keep, [{ type: 'run-continued', data: { by: { name: 'Eve' } } }]);
  reseal({});
  expect(await saidOfSeal()).toEqual(['The record comes after the seal of record 11, which ends a run.']);
});

async function inMemory(plan: Buffer, journal: Buffer, run: MadeRun): Promise<Awaited<ReturnType<typeof verifyRun>>> {
  const file = (bytes: Buffer) => ({
    async *chunks() {
      yield await Promise.resolve(bytes);
    },
  });
  const disk = (name: string) => file(readFileSync(join(run.folder, name)));
  const entries = [run.recording, run.evidence].map((name) => [name, disk(name)] as const);
  return verifyRun(new Map([['plan.json', file(plan)], ['journal.jsonl', file(journal)], ...entries]), []);
}

test('any byte that is changed in the journal or in the plan is found', async () => {
  const run = await makeRun(installation);
  const plan = readFileSync(join(run.folder, 'plan.json'));
  const journal = readFileSync(join(run.folder, 'journal.jsonl'));
  expect((await inMemory(plan, journal, run)).problems).toEqual([]);
  const missed: string[] = [];
  for (const [name, bytes] of [
    ['plan', plan],
    ['journal', journal],
  ] as const) {
    for (let at = 0; at < bytes.length; at += 1) {
      const bit = 1 << (at % 8);
      bytes[at]! ^= bit;
      const { problems } = await inMemory(plan, journal, run);
      bytes[at]! ^= bit;
      if (problems.length === 0) missed.push(`${name} at ${at}`);
    }
  }
  expect(missed).toEqual([]);
});

test('a torn tail of any length is said, and is no fault', async () => {
  const run = await makeRun(installation, true);
  const plan = readFileSync(join(run.folder, 'plan.json'));
  const journal = readFileSync(join(run.folder, 'journal.jsonl'));
  const lastLine = journal.subarray(journal.lastIndexOf(0x0a, journal.length - 2) + 1);
  const before = journal.length - lastLine.length;
  for (let length = 1; length < lastLine.length; length += 1) {
    const { problems, notes, records } = await inMemory(plan, journal.subarray(0, before + length), run);
    expect({ problems, records, torn: notes[0] }).toEqual({
      problems: [],
      records: 9,
      torn: `journal.jsonl ends with ${length} bytes that are no whole record (after record 9): an interrupted write, never acknowledged.`,
    });
  }
});

test('a recording that no record names is said', async () => {
  const run = await makeRun(installation);
  writeFileSync(join(run.folder, 'recordings/activate.role.2.app.cast'), '{"version":2}\n');
  const { ok, notes } = await verifyPath(run.folder);
  expect({ ok, note: notes[0] }).toEqual({
    ok: true,
    note: 'No record names recordings/activate.role.2.app.cast: nothing vouches for this.',
  });
});

test('what cannot be opened is an error, and wrong usage too', async () => {
  const folder = tempFolder();
  const path = join(folder, 'none.pdf');
  expect(await settled(verifyPath(path))).toBe(
    `file.not-readable: ${path} cannot be opened: ENOENT: no such file or directory, stat '${path}'`,
  );
  expect(await settled(verifyPath(folder, { signer: 'me' }))).toBe(
    'usage.bad-arguments: “me” is no fingerprint: 64 hexadecimal digits of a SHA-256 are needed.',
  );
  expect((await verifyPath(folder)).problems).toEqual([
    { record: null, what: 'plan.json is missing.' },
    { record: null, what: 'journal.jsonl is missing.' },
  ]);
});

test('an empty piece of evidence, which no report can attach, needs no file', async () => {
  const run = await makeRun(installation);
  const empty = { file: 'evidence/none.txt', bytes: 0, sha256: sha256(''), name: 'none.txt' };
  const added = (evidence: object): Fact =>
    ({ type: 'note-added', data: { text: 'nothing', by: { name: 'Ada' }, evidence: [evidence] } }) as Fact;
  rechain(run.folder, keep, [added(empty), added({ ...empty, sha256: sha256('x') })]);
  expect((await verifyPath(run.folder)).problems.filter(({ what }) => what.startsWith('evidence'))).toEqual([
    { record: 13, what: 'evidence/none.txt: the file is missing.' },
  ]);
});
