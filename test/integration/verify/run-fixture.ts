import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from '../../../src-main/engine/ports.ts';
import { createEvidenceStore } from '../../../src-main/journal/evidence.ts';
import { openJournal } from '../../../src-main/journal/open-journal.ts';
import { createRecordings } from '../../../src-main/journal/recordings.ts';
import { createRunFolder } from '../../../src-main/journal/run-folder.ts';
import { sha256 } from '../../../src-main/journal/sha256.ts';
import type { RoleId, RunId, Sha256, StepId, SubjectId } from '../../../src-shared/base/ids.ts';
import { asId } from '../../../src-shared/base/ids.ts';
import { canonicalPlan } from '../../../src-shared/plan/canonical.ts';
import type { Plan } from '../../../src-shared/plan/plan.ts';
import { evolve, initialState } from '../../../src-shared/run/evolve.ts';
import type { EvidenceRef, Fact, RecordingRef } from '../../../src-shared/run/facts.ts';
import type { JournalRecord } from '../../../src-shared/run/record.ts';
import { sealRecord } from '../../../src-shared/run/record.ts';
import { evidenceOf, resultText } from '../../../src-shared/run/result.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { steppingClock, tempFolder } from '../journal/fixture.ts';

const step = asId<StepId>('activate/role');
const form = asId<StepId>('forms/baseline');
const signature = asId<SubjectId>('forms/baseline/sign/tester');
const tester = asId<RoleId>('tester');
const ada = { name: 'Ada', role: tester, organisation: 'Vendor' };

const timing = { everyMs: 2000 };
const common = {
  section: 'main',
  by: asId<RoleId>('operator'),
  needs: [],
  guard: [],
  bindings: {},
  timing,
  destructive: false,
  unreachable: 'fail',
  onFailure: 'ask',
  mode: 'both',
  expect: { exit: [0] },
  capture: {},
} as const;

/** One step and one form with one case: enough for a recording, a piece of evidence, a verdict and a signature. */
const plan: Plan = {
  format: 1,
  runbook: { id: 'demo', version: '1.0.0', title: 'Demo', text: 'drillbook: 1\n' },
  inventory: { id: 'lab', practice: true, hosts: {}, contacts: [] },
  parameters: {},
  targets: {},
  people: { [tester]: { id: tester, title: 'Tester', optional: false, not: [] } },
  objectives: {},
  phases: [
    { id: 'activate', title: 'Activate', preflight: false, section: 'main' },
    { id: 'forms', title: 'Forms', preflight: false, section: 'main' },
  ],
  steps: [
    {
      ...common,
      id: step,
      phase: 'activate',
      title: 'Role',
      action: { kind: 'run', script: 'true', tty: false, hosts: [] },
    },
    { ...common, id: form, phase: 'forms', title: 'Baseline', action: { kind: 'form', form } },
  ],
  forms: [
    {
      id: form,
      formId: 'baseline',
      title: 'Baseline',
      groups: [
        {
          id: 'g1',
          title: 'Running',
          cases: [{ id: asId('forms/baseline/g1/runs'), procedure: 'Look.', expected: 'It runs.' }],
        },
      ],
      sign: { [tester]: 'required' },
    },
  ],
  compare: [],
  probes: [],
  criticalPath: { seconds: 0, steps: [] },
};

const planText = canonicalPlan(plan);
const planHash = sha256(planText);

export interface MadeRun {
  readonly runId: RunId;
  readonly folder: string;
  readonly recording: string;
  readonly evidence: string;
  readonly records: readonly JournalRecord[];
}

/** Makes a run that ended, with real files; sealed unless `open`. It goes when the test ends. */
export async function makeRun(installation: Installation, open = false): Promise<MadeRun> {
  const { folder, runId } = await createRunFolder(tempFolder(), 'demo', planText, Date.UTC(2026, 10, 21, 2));
  const recorder = await createRecordings(folder).open('activate.role.1.app', 'Role', Date.UTC(2026, 10, 21, 2));
  for (let n = 0; n < 40; n += 1) await recorder.write('stdout', Buffer.from(`line ${n}: role active\r\n`), n);
  const { invalidBytes, ...written } = await recorder.close();
  const recording: RecordingRef = { ...written, invalidBytes };
  const evidence = await createEvidenceStore(folder).putBytes('photo.png', Buffer.from('a photo of the console'));
  const journal = await openJournal(folder, planHash, steppingClock());
  let state: RunState = initialState(plan, planHash);
  const append = async (fact: Fact): Promise<void> => {
    for (const record of await journal.append([fact])) state = evolve(state, record);
  };
  for (const fact of facts(runId, recording, evidence, installation)) await append(fact);
  await append(signedOff(state));
  await append({ type: 'run-ended', data: { state: 'completed', outcome: 'completed' } });
  if (!open) await append(sealed(journal.head, installation));
  await journal.close();
  return { runId, folder, recording: recording.file, evidence: evidence.file, records: journal.records };
}

function facts(
  runId: RunId,
  recording: RecordingRef,
  evidence: EvidenceRef,
  { certificateFingerprint }: Installation,
): readonly Fact[] {
  const attempt = { step, host: 'app', attempt: 1 } as const;
  return [
    {
      type: 'run-created',
      data: {
        format: 1,
        runId,
        planHash,
        runbook: { id: 'demo', version: '1.0.0', title: 'Demo' },
        mode: 'rehearsal',
        practice: true,
        allowDestructive: [],
        about: { zone: 'Europe/Rome' },
        people: { [tester]: ada },
        certificate: certificateFingerprint,
        version: '0.1.0',
      },
    },
    { type: 'run-started', data: { by: ada } },
    { type: 'step-started', data: { step, hosts: ['app'] } },
    { type: 'attempt-started', data: { ...attempt, purpose: 'step', simulated: false } },
    {
      type: 'attempt-ended',
      data: {
        ...attempt,
        end: { kind: 'exit', code: 0 },
        outcome: 'passed',
        why: 'exit 0',
        outputs: {},
        matched: [],
        tail: ['role active "},'],
        recording,
        durationMs: 12,
      },
    },
    { type: 'step-settled', data: { step, state: 'passed', why: 'exit 0', outputs: {} } },
    { type: 'step-started', data: { step: form, hosts: [] } },
    {
      type: 'verdict-given',
      data: {
        case: asId('forms/baseline/g1/runs'),
        is: 'PASS',
        by: ada,
        evidence: [evidence],
        early: false,
        scripted: false,
      },
    },
  ];
}

function signedOff(state: RunState): Fact {
  return {
    type: 'signed-off',
    data: {
      subject: signature,
      role: tester,
      person: ada,
      meaning: 'executed',
      statement: 'I performed these tests.',
      means: 'pin',
      scripted: false,
      reauthenticated: true,
      evidence: [],
      signedAt: '2026-11-21T03:00:00+01:00',
      zone: 'Europe/Rome',
      covers: {
        planHash,
        result: sha256(resultText(state, signature)),
        evidence: evidenceOf(state, signature),
        head: state.head,
      },
    },
  };
}

export function sealed(head: Sha256, installation: Installation): Fact {
  const { publicKey, certificateFingerprint: certificate } = installation;
  return { type: 'run-sealed', data: { head, publicKey, signature: installation.seal(head), certificate } };
}

/** Writes the journal anew with a chain that holds, as somebody could who forges it: `change` gets each fact's data. */
export function rechain(
  folder: string,
  change: (type: Fact['type'], data: Record<string, unknown>, head: Sha256) => unknown,
  added: readonly Fact[] = [],
): void {
  const path = join(folder, 'journal.jsonl');
  const old = readFileSync(path, 'utf8').trimEnd().split('\n');
  const kept = old.map((line) => JSON.parse(line) as JournalRecord);
  const { at, mono } = kept.at(-1)!;
  let prev = planHash;
  const lines = [...kept, ...added.map((fact) => ({ ...fact, at, mono }))].map(({ type, data, at, mono }, index) => {
    // A forger's facts are of any shape.
    const fact = { type, data: change(type, structuredClone(data) as Record<string, unknown>, prev) } as Fact;
    const made = sealRecord(fact, { seq: index + 1, at, mono, prev }, sha256);
    prev = made.record.hash;
    return `${made.line}\n`;
  });
  writeFileSync(path, lines.join(''));
}
