import { createHash } from 'node:crypto';
import { DrillError } from '../../../src-shared/base/drill-error.ts';
import type { PlanCopy, PlanFile } from '../../../src-shared/plan/file-copy.ts';
import { pathFault } from '../../../src-shared/plan/plan-copy.ts';
import { compilePattern } from '../../../src-shared/runbook/pattern.ts';
import { copyLimits } from '../../../src-shared/runbook/steps/copy.ts';
import type { RemoteFile, RemoteFiles } from '../../engine/ports.ts';
import { masked } from '../masked.ts';
import { differenceOf, textOf, type Difference } from './difference.ts';

export type ChangingCopy = Extract<PlanCopy, { readonly kind: 'upload' | 'edit' }>;

export interface CopyWork {
  readonly copy: ChangingCopy;
  readonly path: string;
  /** Of an edit. */
  readonly with: string;
  /** The replacement is a secret: so is what it replaces. */
  readonly secretWith: boolean;
  readonly secrets: readonly string[];
  readonly upload: (file: PlanFile) => Promise<Uint8Array>;
}

/** What a copy would do to a file of a host, as it is now. */
export interface WorkedOut {
  /** Where it is written: links resolved. */
  readonly path: string;
  readonly old?: RemoteFile;
  readonly content: Uint8Array;
  readonly mode: number;
  readonly sha256: string;
  /** The host has this content and mode already. */
  readonly same: boolean;
  readonly difference: Difference;
}

const newMode = 0o644;

/** Reads, changes nothing. Throws DrillError `copy.*`, `pattern.no-match`. */
export async function workOutCopy(files: RemoteFiles, work: CopyWork): Promise<WorkedOut> {
  const wrong = pathFault(work.path);
  if (wrong !== undefined) throw new DrillError('copy.not-a-file', `${JSON.stringify(work.path)} ${wrong}`);
  const old = await files.find(work.path);
  if (old !== undefined && old.kind !== 'file') {
    const what = old.kind === 'folder' ? 'a folder: name the file in it' : 'no plain file';
    throw new DrillError('copy.not-a-file', `${old.path} is ${what}`);
  }
  const path = old?.path ?? work.path;
  return work.copy.kind === 'upload'
    ? workOutUpload(files, work, work.copy, path, old)
    : workOutEdit(files, work, work.copy, path, old);
}

async function workOutUpload(
  files: RemoteFiles,
  { upload, secrets }: CopyWork,
  copy: Extract<PlanCopy, { readonly kind: 'upload' }>,
  path: string,
  old: RemoteFile | undefined,
): Promise<WorkedOut> {
  const content = await upload(copy.file);
  const mode = copy.mode === undefined ? (old?.mode ?? newMode) : Number.parseInt(copy.mode, 8);
  const before = old === undefined ? undefined : await readOld(files, old);
  const same = before instanceof Uint8Array && equal(before, content) && mode === old?.mode;
  const difference =
    before === 'large'
      ? {
          lines: [`(the old file has ${old?.bytes ?? 0} bytes: not compared)`],
          summary: 'old file too large to compare',
        }
      : differenceOf(path, before && masked(before, secrets), masked(content, secrets));
  return { path, ...(old === undefined ? {} : { old }), content, mode, sha256: hashOf(content), same, difference };
}

/** An old file of any size can be replaced: it is kept by its name, not by its content. */
async function readOld(files: RemoteFiles, old: RemoteFile): Promise<Uint8Array | 'large'> {
  if (old.bytes > copyLimits.upload) return 'large';
  return files.read(old, copyLimits.upload);
}

async function workOutEdit(
  files: RemoteFiles,
  { with: text, secretWith, secrets }: CopyWork,
  copy: Extract<PlanCopy, { readonly kind: 'edit' }>,
  path: string,
  old: RemoteFile | undefined,
): Promise<WorkedOut> {
  if (old === undefined) throw new DrillError('copy.not-found', `${path} is not there: an edit changes a file that is`);
  const bytes = await files.read(old, copyLimits.edit);
  const before = textOf(bytes);
  if (before === undefined) {
    throw new DrillError('copy.not-a-file', `${path} is no UTF-8 text: an edit cannot change it`);
  }
  const after = replaced(before, copy.replace, text);
  if (after === undefined) {
    const said = `nothing in ${path} matches \`${copy.replace}\`: it was left as it is`;
    throw new DrillError('copy.no-match', said);
  }
  const content = Buffer.from(after);
  // The old value of a secret is one too, and nobody told us what it is.
  const [shownBefore, shownAfter] = secretWith
    ? [replaced(before, copy.replace, '•••••• (old)') ?? '', replaced(before, copy.replace, '•••••• (new)') ?? '']
    : [before, after];
  return {
    path,
    old,
    content,
    mode: old.mode,
    sha256: hashOf(content),
    same: equal(bytes, content),
    difference: differenceOf(path, masked(Buffer.from(shownBefore), secrets), masked(Buffer.from(shownAfter), secrets)),
  };
}

/** Every match replaced, the text taken as it stands; undefined where there is none. */
function replaced(text: string, pattern: string, by: string): string | undefined {
  const matches = compilePattern(pattern).all(text);
  if (matches.length === 0) return undefined;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of matches) {
    parts.push(text.slice(from, start), by);
    from = end;
  }
  return [...parts, text.slice(from)].join('');
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
