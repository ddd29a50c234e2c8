import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { FilesBeside, PlanFile } from '../../src-shared/plan/file-copy.ts';
import { uploadsOf } from '../../src-shared/plan/file-copy.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import { copyLimits } from '../../src-shared/runbook/steps/copy.ts';
import type { RunbookDocument } from '../../src-shared/runbook/runbook-schema.ts';
import { sha256 } from '../journal/sha256.ts';

/** What stands beside a runbook now, for the plan to freeze. Never throws: a file that cannot be read is its fault. */
export async function readUploads(runbook: RunbookDocument, path: string): Promise<FilesBeside> {
  const files: Record<string, FilesBeside[string]> = {};
  for (const name of uploadsOf(runbook)) {
    try {
      files[name] = fileOf(name, await readBeside(path, name));
    } catch (thrown) {
      files[name] = { fault: messageOf(thrown) };
    }
  }
  return files;
}

/** The content of every file that the plan uploads. Throws DrillError `copy.file-changed` for one that is another now. */
export async function readFrozen(plan: Plan, path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const file of plannedFiles(plan)) {
    const content = await readBeside(path, file.name).catch((cause: unknown) => {
      throw new DrillError('copy.file-changed', `${file.name} was planned and is gone: ${messageOf(cause)}`, { cause });
    });
    const { sha256: now } = fileOf(file.name, content);
    if (now !== file.sha256) {
      const text = `${file.name} was changed after it was planned: SHA-256 ${short(now)} instead of ${short(file.sha256)}`;
      throw new DrillError('copy.file-changed', text);
    }
    files.set(file.sha256, content);
  }
  return files;
}

/** Keeps them in the run's folder, so that the run can go on where the runbook is not. */
export async function keepFrozen(files: ReadonlyMap<string, Uint8Array>, runFolder: string): Promise<void> {
  if (files.size === 0) return;
  await mkdir(join(runFolder, 'files'), { mode: 0o700 });
  for (const [hash, content] of files) await writeFile(join(runFolder, 'files', hash), content, { mode: 0o600 });
}

/** A file that the run was made with. Throws DrillError `copy.file-changed` where the run's own copy does not hold. */
export async function frozenFile(runFolder: string, file: PlanFile): Promise<Uint8Array> {
  const path = join(runFolder, 'files', file.sha256);
  const content = await readFile(path).catch((cause: unknown) => {
    throw new DrillError('copy.file-changed', `The run’s copy of ${file.name} cannot be read: ${messageOf(cause)}`, {
      cause,
    });
  });
  if (sha256(content) === file.sha256) return content;
  throw new DrillError(
    'copy.file-changed',
    `The run’s copy of ${file.name} (${path}) is not the planned file any more`,
  );
}

function plannedFiles({ steps }: Plan): readonly PlanFile[] {
  return steps.flatMap(({ action }) =>
    action.kind === 'copy' && action.copy.kind === 'upload' ? [action.copy.file] : [],
  );
}

async function readBeside(runbook: string, name: string): Promise<Uint8Array> {
  const path = join(dirname(resolve(runbook)), name);
  const found = await stat(path).catch((cause: unknown) => {
    throw new Error(isMissing(cause) ? `there is no such file beside the runbook (${path})` : messageOf(cause));
  });
  if (!found.isFile()) throw new Error('it is no plain file');
  const limit = copyLimits.upload;
  if (found.size > limit) throw new Error(`it has ${found.size} bytes, and a copy at most ${limit}`);
  return readFile(path);
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}

function fileOf(name: string, content: Uint8Array): PlanFile {
  return { name, bytes: content.length, sha256: sha256(content) };
}

function short(hash: string): string {
  return `${hash.slice(0, 12)}…`;
}
