import { basename } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { HostId } from '../../src-shared/base/ids.ts';
import { isUnreachable } from '../../src-shared/base/is-unreachable.ts';
import type { PlanFile } from '../../src-shared/plan/file-copy.ts';
import type { HostWork, PlanStep } from '../../src-shared/plan/plan.ts';
import { copyLimits } from '../../src-shared/runbook/steps/copy.ts';
import type { Outputs } from '../../src-shared/run/facts.ts';
import type {
  AttemptRequest,
  AttemptResult,
  EvidenceStore,
  RemoteFiles,
  StepContext,
  StepExecutor,
} from '../engine/ports.ts';
import { createAttemptAccount, type AttemptAccount } from './attempt-account.ts';
import { keptPath } from './copy/kept-path.ts';
import { putBackOld } from './copy/put-back-old.ts';
import { hashOf, workOutCopy, type ChangingCopy, type CopyWork, type WorkedOut } from './copy/work-out-copy.ts';
import { masked } from './masked.ts';
import { closeRecording, openRecording, type ScriptOutside } from './script-attempt.ts';

export interface CopyOutside extends ScriptOutside {
  readonly evidence: EvidenceStore;
  /** The content of a file that the plan uploads, as it was planned. */
  readonly upload: (file: PlanFile) => Promise<Uint8Array>;
}

type CopyAction = Extract<PlanStep['action'], { readonly kind: 'copy' }>;
type Said = Pick<AttemptResult, 'outcome' | 'why' | 'outputs' | 'evidence'>;

/** One attempt on one host; `outputs` fills while it goes on, so that what was kept is known however it ends. */
interface Attempt {
  readonly action: CopyAction;
  readonly request: AttemptRequest & { readonly host: HostId };
  readonly context: StepContext;
  readonly values: Readonly<Record<string, string>>;
  readonly account: AttemptAccount;
  readonly outputs: Record<string, unknown>;
}

/** `copy`: one host's share. The difference is in the recording before anything is written. */
export function createCopyStep(outside: CopyOutside): StepExecutor {
  return async (request, context) => {
    const { step, env } = context;
    const { action } = step;
    const work = action.kind === 'copy' ? workOf(action, request.host) : undefined;
    if (action.kind !== 'copy' || work === undefined || request.host === 'app') {
      throw new DrillError('plan.no-executor', `${step.id} copies nothing on ${request.host}`);
    }
    const open = openRecording(outside, request.recording, `${step.id} on ${request.host}`);
    const account = createAttemptAccount(open, outside.clock);
    const attempt: Attempt = {
      action,
      request: { ...request, host: request.host },
      context,
      values: env(work),
      account,
      outputs: {},
    };
    const started = outside.clock.mono();
    const limit = new AbortController();
    const { timeoutMs } = step.timing;
    const over = new AbortController();
    if (timeoutMs !== undefined) {
      void outside.clock.sleep(timeoutMs, over.signal).then(() => {
        if (!over.signal.aborted) limit.abort(new DrillError('step.timed-out', `no end within ${timeoutMs / 1000} s`));
      });
    }
    const signal = AbortSignal.any([context.signal, limit.signal]);
    const result = await perform(outside, attempt, signal);
    over.abort('over');
    await account.say(result.why);
    const durationMs = Math.round(outside.clock.mono() - started);
    const told = { outputs: attempt.outputs, ...result, matched: [], tail: account.tail(), durationMs };
    return closeRecording(open, told);
  };
}

function workOf(action: CopyAction, host: HostId | 'app'): HostWork | undefined {
  return action.hosts.find((one) => one.host === host);
}

type Ended = Omit<AttemptResult, 'outputs' | 'matched' | 'tail' | 'durationMs' | 'recording'> & {
  readonly outputs?: Outputs;
};

async function perform(outside: CopyOutside, attempt: Attempt, signal: AbortSignal): Promise<Ended> {
  const { action, context, request } = attempt;
  let files: RemoteFiles;
  try {
    files = await outside.remote.openFiles(context.host(request.host), action.copy.sudo, signal);
  } catch (thrown) {
    return notBegun(thrown, context, signal);
  }
  try {
    const said = await carryOut(outside, attempt, files, signal);
    return { end: { kind: 'observed', samples: 0 }, ...said };
  } catch (thrown) {
    return brokenOff(thrown, context, signal);
  } finally {
    files.close();
  }
}

/** Nothing was asked of the host's files. */
function notBegun(thrown: unknown, { signal: stop, step }: StepContext, signal: AbortSignal): Ended {
  if (stop.aborted)
    return { end: { kind: 'cancelled', gone: true }, outcome: 'failed', why: 'stopped before it began' };
  if (signal.aborted)
    return { end: { kind: 'timed-out', gone: true }, outcome: 'failed', why: messageOf(signal.reason) };
  const known = thrown instanceof DrillError ? thrown : new DrillError('ssh.protocol', messageOf(thrown));
  const owed = step.unreachable === 'owe' && isUnreachable(known);
  return {
    end: { kind: 'not-sent', code: known.code, message: known.message },
    outcome: owed ? 'owed' : 'failed',
    why: `nothing was copied: ${known.message}`,
  };
}

/** A refusal is an end that was seen. An end that was not seen is unknown, however likely its outcome is. */
function brokenOff(thrown: unknown, { signal: stop }: StepContext, signal: AbortSignal): Ended {
  if (!(thrown instanceof DrillError) && !signal.aborted) throw thrown;
  const message = messageOf(thrown);
  if (thrown instanceof DrillError && thrown.code === 'copy.link-lost') {
    const end = stop.aborted
      ? ({ kind: 'cancelled', gone: false } as const)
      : signal.aborted
        ? ({ kind: 'timed-out', gone: false } as const)
        : ({ kind: 'lost', message } as const);
    return {
      end,
      outcome: 'unknown',
      why: `${message}; the file there is the old one or the new one, never a part of it`,
    };
  }
  if (stop.aborted)
    return { end: { kind: 'cancelled', gone: true }, outcome: 'failed', why: 'stopped; the file is as it was' };
  if (signal.aborted)
    return { end: { kind: 'timed-out', gone: true }, outcome: 'failed', why: `${message}; the file is as it was` };
  return { end: { kind: 'observed', samples: 0 }, outcome: 'failed', why: message };
}

async function carryOut(
  outside: CopyOutside,
  attempt: Attempt,
  files: RemoteFiles,
  signal: AbortSignal,
): Promise<Said> {
  const { action, values } = attempt;
  const path = values['path'] ?? '';
  if (action.restores !== undefined)
    return putBackOld(files, { ...attempt, path, of: action.restores, secrets: outside.secrets });
  if (action.copy.kind === 'download') return download(outside, attempt, files, path);
  return change(outside, attempt, files, copyWork(outside, attempt, action.copy), signal);
}

function copyWork(outside: CopyOutside, { action, request, values }: Attempt, copy: ChangingCopy): CopyWork {
  return workFor(outside, copy, workOf(action, request.host), values);
}

/** What `workOutCopy` needs to know; also for preflight, which has no attempt. */
export function workFor(
  { secrets, upload }: Pick<CopyOutside, 'secrets' | 'upload'>,
  copy: ChangingCopy,
  work: HostWork | undefined,
  values: Readonly<Record<string, string>>,
): CopyWork {
  const text = work?.env['with'];
  const secretWith = text !== undefined && 'secret' in text;
  return { copy, path: values['path'] ?? '', with: values['with'] ?? '', secretWith, secrets, upload };
}

async function change(
  outside: CopyOutside,
  { action, request, values, account, outputs }: Attempt,
  files: RemoteFiles,
  work: CopyWork,
  signal: AbortSignal,
): Promise<Said> {
  const found = await workOutCopy(files, work);
  const { path, old, content, mode, sha256, difference } = found;
  Object.assign(outputs, { path, sha256, bytes: content.length, changed: false, created: false });
  const evidence = action.copy.kind === 'upload' ? await uploaded(outside, content, action.copy.file) : {};
  if (found.same)
    return { outcome: 'passed', why: `nothing to change: ${path} is as it should be`, outputs, ...evidence };
  await account.say(...difference.lines, ...about(found), '');
  signal.throwIfAborted();
  const kept = keptPath(path, values['DRILLBOOK_RUN'] ?? '', values['DRILLBOOK_STEP'] ?? '', request.attempt);
  // Said before it is so: whatever becomes of this attempt, an undo must know what to look for.
  Object.assign(outputs, { changed: true, created: old === undefined, ...(old === undefined ? {} : { kept }) });
  const notes = await files.place({
    path,
    content,
    mode,
    part: `${kept}.part`,
    ...(old === undefined ? {} : { owner: old, keepAs: kept }),
  });
  await account.say(...notes);
  const now = await files.find(path);
  const read = now === undefined ? undefined : await files.read(now, copyLimits.upload);
  if (read === undefined || hashOf(read) !== sha256) {
    return {
      outcome: 'failed',
      why: `${path} was written, and holds something else now: somebody changes it too`,
      outputs,
    };
  }
  const place = old === undefined ? '' : `; the old file is ${kept}`;
  return { outcome: 'passed', why: `${path}: ${difference.summary}${place}`, outputs, ...evidence };
}

/** Mode and owner of what is replaced: they are part of what a rollback brings back. */
function about({ old, mode, path }: WorkedOut): readonly string[] {
  const octal = (bits: number): string => bits.toString(8).padStart(4, '0');
  if (old === undefined) return [`${path} is new, mode ${octal(mode)}`];
  const modes = old.mode === mode ? `mode ${octal(mode)}` : `mode ${octal(old.mode)} -> ${octal(mode)}`;
  return [`${modes}, owner ${old.uid}:${old.gid}`];
}

/** What was uploaded is kept in the record; with a secret in it the masked form is. */
async function uploaded(outside: CopyOutside, content: Uint8Array, file: PlanFile): Promise<Pick<Said, 'evidence'>> {
  return { evidence: [await outside.evidence.putBytes(basename(file.name), masked(content, outside.secrets))] };
}

async function download(
  { evidence, secrets }: CopyOutside,
  { request, account, outputs }: Attempt,
  files: RemoteFiles,
  path: string,
): Promise<Said> {
  const found = await files.find(path);
  if (found === undefined) throw new DrillError('copy.not-found', `${path} is not there`);
  const content = await files.read(found, copyLimits.download);
  const shown = masked(content, secrets);
  const file = await evidence.putBytes(`${request.host}-${basename(path)}`, shown);
  const sha256 = hashOf(content);
  Object.assign(outputs, { path: found.path, sha256, bytes: content.length, changed: false, created: false });
  await account.say(`${found.path}: ${content.length} bytes, SHA-256 ${sha256}`, `kept as ${file.file}`);
  const hidden = Buffer.compare(shown, content) === 0 ? '' : ', secrets in it masked';
  return {
    outcome: 'passed',
    why: `${found.path}: ${content.length} bytes became evidence${hidden}`,
    outputs,
    evidence: [file],
  };
}
