import { createHash, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { asId, type Sha256 } from '../../src-shared/base/ids.ts';
import { isDocumentName } from './find-documents.ts';
import { readDocument } from './loaded-document.ts';

/** SHA-256 of a document's text in UTF-8, a byte order mark not counted: what `replaces` names. */
export function textSha256(text: string): Sha256 {
  return asId<Sha256>(createHash('sha256').update(text).digest('hex'));
}

/**
 * Writes a document whole or not at all, over exactly the text that was opened (`replaces`), or as a new file without
 * it. A link is followed and stays; the file keeps its mode. Throws DrillError `library.changed-on-disk`,
 * `library.bad-name`, `file.not-writable`.
 */
export async function saveDocument(path: string, text: string, replaces: string | undefined): Promise<Sha256> {
  if (!isDocumentName(path.split(/[/\\]/).at(-1) ?? '')) {
    throw new DrillError('library.bad-name', `${path} does not end as a runbook does.`);
  }
  const file = await realpath(path).catch(() => path);
  const before = await currentSha256(file);
  if (before !== replaces) throw changed(path, before === undefined ? 'is gone' : 'was written by somebody else');
  try {
    await mkdir(dirname(file), { recursive: true });
    await putInPlace(file, text, replaces === undefined);
  } catch (cause) {
    if (cause instanceof DrillError) throw cause;
    throw new DrillError('file.not-writable', `${path} cannot be written: ${messageOf(cause)}`, { cause });
  }
  return textSha256(text);
}

function changed(path: string, how: string): DrillError {
  return new DrillError('library.changed-on-disk', `${path} ${how} since it was opened: nothing was saved.`);
}

/** Undefined where there is no file. */
async function currentSha256(file: string): Promise<Sha256 | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found === undefined ? undefined : textSha256((await readDocument(file)).text);
}

async function putInPlace(file: string, text: string, asNew: boolean): Promise<void> {
  const part = join(dirname(file), `.part-${randomBytes(8).toString('hex')}`);
  try {
    const handle = await open(part, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const mode = (await stat(file).catch(() => undefined))?.mode;
    if (mode !== undefined) await chmod(part, mode & 0o777);
    if (asNew) await link(part, file);
    else await rename(part, file);
  } catch (cause) {
    // A new name that somebody took in the same moment is theirs.
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw changed(file, 'was made by somebody else');
    throw cause;
  } finally {
    await rm(part, { force: true });
  }
  const folder = process.platform === 'win32' ? undefined : await open(dirname(file), 'r');
  await folder?.sync();
  await folder?.close();
}
