import type { Decision } from '../../src-shared/run/commands.ts';
import { createRunEngine, type RunEngine } from '../engine/run-engine.ts';
import type { Clock, Credentials, Installation, Pins, RunStorage } from '../engine/ports.ts';
import type { PlanFile } from '../../src-shared/plan/file-copy.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import { hostname } from 'node:os';
import { sha256 } from '../journal/sha256.ts';
import { createRemoteHosts } from '../ssh/remote-hosts.ts';
import type { ScriptOutside } from '../steps/script-attempt.ts';
import { createStepWork } from '../steps/step-work.ts';
import { TerminalDesk } from '../steps/terminal-desk.ts';
import { handOver } from './hand-over.ts';
import { localTime } from './local-time.ts';
import type { OpenRun, SignRequest, TerminalRequest } from './open-run.ts';
import type { OutputHub } from './output/output-hub.ts';
import { pinHolder, pinRefusal } from './pin-answers.ts';
import { frozenFile } from './uploads.ts';
import { version } from './version.ts';

export interface HoldOptions {
  readonly storage: RunStorage;
  readonly plan: Plan;
  readonly planHash: Sha256;
  readonly clock: Clock;
  readonly pins: Pins;
  readonly installation: Installation;
  readonly credentials: Credentials;
  readonly knownHostsFiles: readonly string[];
  readonly acceptNewHostKeys: boolean;
  readonly homeFolder: string;
  readonly agentSocket?: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** Hears what `storage` records. */
  readonly output: OutputHub;
  /** IANA name of the run's zone. */
  readonly zone: string;
}

/** Puts a run in motion on its open storage. Whoever holds it closes it: connections, journal and lock go with it. */
export async function holdRun(options: HoldOptions): Promise<OpenRun> {
  const { storage, plan, planHash, clock, pins, installation, secrets, zone } = options;
  const { journal } = storage;
  const remote = createRemoteHosts({ ...options, lookup: (id) => lookupHost(plan, id) });
  const outside = {
    remote,
    recordings: storage.recordings,
    clock,
    secrets: Object.values(secrets),
    secretOf: (id: string) => secrets[id],
    evidence: storage.evidence,
    upload: (file: PlanFile) => frozenFile(storage.folder, file),
  };
  const engine = await createRunEngine({
    plan,
    planHash,
    journal,
    clock,
    work: createStepWork(outside, () => zone),
    remote,
    secrets,
    sha256,
    localTime,
    session: { version, host: hostname(), pid: process.pid, tornBytes: journal.tornBytes },
  });
  const terminals = holdTerminals(engine, outside, secrets);
  return {
    runId: storage.runId,
    folder: storage.folder,
    plan,
    planHash,
    get state() {
      return engine.state;
    },
    get records() {
      return journal.records;
    },
    evidence: storage.evidence,
    output: options.output,
    onRecords: (listener) => engine.onRecords(listener),
    command: (command) => engine.command(command),
    confirm: (command) => engine.confirm(command),
    quiet: (signal) => engine.quiet(signal),
    hasPin: (person) => pins.known(pinHolder(person)),
    sign: (request) => sign(engine, pins, clock, request),
    handOver: (request) => handOver(engine, pins, clock, request),
    seal: async () => {
      await terminals.closeAll();
      return seal(engine, installation);
    },
    openTerminal: (request) => openTerminal(engine, terminals, request),
    terminal: (id) => terminalOf(terminals, id),
    close: async () => {
      await terminals.closeAll();
      await engine.dispose();
      await remote.dispose();
      await journal.close();
    },
  };
}

function lookupHost(
  plan: Plan,
  id: Parameters<Parameters<typeof createRemoteHosts>[0]['lookup']>[0],
): ReturnType<Parameters<typeof createRemoteHosts>[0]['lookup']> {
  const host = plan.inventory.hosts[id];
  if (host === undefined) throw new DrillError('run.refused', `The plan has no host ${id}`);
  return host;
}

/** Terminals do what the journal has announced, as the performer does; people type into them, so they hold nobody up. */
function holdTerminals(engine: RunEngine, outside: ScriptOutside, secretValues: HoldOptions['secrets']): TerminalDesk {
  const desk = new TerminalDesk({
    ...outside,
    secretValues,
    state: () => engine.state,
    closed: async (data) => {
      await engine.command({ type: 'observe', fact: { type: 'terminal-closed', data } });
    },
  });
  engine.onRecords((records) => {
    for (const record of records) desk.perform(record);
  });
  return desk;
}

async function openTerminal(
  engine: RunEngine,
  terminals: TerminalDesk,
  request: TerminalRequest,
): Promise<{ readonly terminal: string; readonly recording: string }> {
  const decision = await engine.command({ type: 'open-terminal', ...request });
  if (!decision.ok) throw new DrillError('run.refused', decision.refusal);
  const opened = decision.facts.find((fact) => fact.type === 'terminal-opened')?.data;
  if (opened === undefined) throw new DrillError('run.refused', 'No terminal was opened.');
  await terminals.ready(opened.terminal);
  return { terminal: opened.terminal, recording: opened.recordingName };
}

function terminalOf(terminals: TerminalDesk, id: string): ReturnType<OpenRun['terminal']> {
  return {
    write: (text) => terminals.write(id, text),
    resize: (columns, rows) => {
      terminals.resize(id, columns, rows);
    },
    close: () => terminals.close(id),
    ended: () => terminals.ended(id),
  };
}

/** A PIN is set by its person on first use; from then on it proves that the same person signs again. */
async function sign(engine: RunEngine, pins: Pins, clock: Clock, request: SignRequest): Promise<Decision> {
  const { pin, ...rest } = request;
  let reauthenticated = false;
  if (pin !== undefined) {
    const person = pinHolder(request.person);
    const answer = await pins.check(person, pin, clock.now());
    if (answer === 'not-set') await pins.set(person, pin);
    const refusal = pinRefusal(answer, request.person);
    if (refusal !== undefined) return { ok: false, refusal };
    reauthenticated = true;
  }
  return engine.command({ type: 'sign-off', reauthenticated, ...rest });
}

/** The signature is over the head that the seal's record follows: the last record before it. */
async function seal(engine: RunEngine, installation: Installation): Promise<Decision> {
  return engine.command({
    type: 'seal',
    publicKey: installation.publicKey,
    signature: installation.seal(engine.state.head),
    certificate: installation.certificateFingerprint,
  });
}
