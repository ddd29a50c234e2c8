import type { SFTPWrapper, Stats } from 'ssh2';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { FileToPlace, RemoteFile, RemoteFiles } from '../engine/ports.ts';
import { sftpCalls, type SftpCalls } from './sftp-calls.ts';
import { isMissing, isPlainFailure, sftpError, statusOf } from './sftp-error.ts';

/** What every server takes in one packet. */
const blockBytes = 32 * 1024;
/** Packets under way at once: a long line would otherwise wait for each of them. */
const blocksAtOnce = 16;

/** Files by SFTP. `who` names the host in messages; `signal` ends work between two steps, never within one. */
export function createRemoteFiles(sftp: SFTPWrapper, who: string, signal: AbortSignal): RemoteFiles & SftpSession {
  const calls = sftpCalls(sftp);
  const tell = async <Value>(what: string, path: string, work: () => Promise<Value>): Promise<Value> => {
    try {
      signal.throwIfAborted();
      return await work();
    } catch (thrown) {
      if (signal.aborted && statusOf(thrown) === undefined) throw signal.reason;
      throw isPlainFailure(thrown)
        ? await roomError(calls, thrown, who, what, path)
        : sftpError(thrown, who, what, path);
    }
  };
  return {
    abandon: (why) => {
      calls.abandon(why);
    },
    find: (path) => tell('looking at', path, () => find(calls, who, path)),
    read: (file, limit) => tell('reading', file.path, () => read(calls, who, file, limit)),
    place: (file) => place({ calls, tell, signal }, who, file),
    putBack: (kept, path) =>
      tell('putting back', path, async () => {
        if (!(await calls.posixRename(kept, path))) {
          await calls.unlink(path).catch(ignoreMissing);
          await calls.rename(kept, path);
        }
        // Two names of one file stay as they are: then the old file was never replaced.
        await calls.unlink(kept).catch(ignoreMissing);
      }),
    remove: (path) => tell('removing', path, () => calls.unlink(path)),
    close: () => {
      sftp.destroy();
    },
  };
}

interface SftpSession {
  /** For a server that hangs: nothing is waited for any longer. */
  abandon(why: string): void;
}

interface Placing {
  readonly calls: SftpCalls;
  readonly tell: <Value>(what: string, path: string, work: () => Promise<Value>) => Promise<Value>;
  readonly signal: AbortSignal;
}

function ignoreMissing(thrown: unknown): void {
  if (!isMissing(thrown)) throw thrown;
}

async function find(calls: SftpCalls, who: string, path: string): Promise<RemoteFile | undefined> {
  let stats: Stats;
  try {
    stats = await calls.stat(path);
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
    await refuseLink(calls, who, path);
    // "Not there" is an answer only where its folder is: what is written would otherwise fail later, and less plainly.
    await calls.stat(folderOf(path));
    return undefined;
  }
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  const { size: bytes, mode, uid, gid } = stats;
  // Through a link its target is meant: what replaces the file must not replace the link. Else the path stays as it is
  // written in the plan, so that everybody reads the same one.
  const link = (await calls.lstat(path)).isSymbolicLink();
  return { path: link ? await calls.realpath(path) : path, kind, bytes, mode: mode & 0o7777, uid, gid };
}

async function refuseLink(calls: SftpCalls, who: string, path: string): Promise<void> {
  const link = await calls.lstat(path).catch(() => undefined);
  if (link === undefined) return;
  throw new DrillError('copy.not-a-file', `${who}: ${path} is a link to something that is not there`);
}

function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  if (at < 0) return '.';
  return at === 0 ? '/' : path.slice(0, at);
}

async function read(calls: SftpCalls, who: string, file: RemoteFile, limit: number): Promise<Uint8Array> {
  const tooLarge = (): DrillError =>
    new DrillError('copy.too-large', `${who}: ${file.path} is larger than ${limit} bytes`);
  if (file.kind !== 'file') throw new DrillError('copy.not-a-file', `${who}: ${file.path} is no plain file`);
  if (file.bytes > limit) throw tooLarge();
  const handle = await calls.open(file.path, 'r', 0);
  try {
    const blocks: Buffer[] = [];
    let bytes = 0;
    for (;;) {
      const block = Buffer.allocUnsafe(blockBytes);
      const got = await calls.read(handle, block, bytes);
      if (got === 0) return Buffer.concat(blocks);
      blocks.push(block.subarray(0, got));
      bytes += got;
      // It may grow while it is read, and some sizes (of /proc) are none.
      if (bytes > limit) throw tooLarge();
    }
  } finally {
    await calls.close(handle).catch(() => undefined);
  }
}

async function place(placing: Placing, who: string, file: FileToPlace): Promise<readonly string[]> {
  const { calls, tell, signal } = placing;
  const { part, keepAs } = file;
  for (const path of [part, ...(keepAs === undefined ? [] : [keepAs])]) {
    const there = await tell('looking at', path, () => calls.lstat(path).catch(ignoreMissing));
    if (there !== undefined) throw new DrillError('copy.in-the-way', `${who}: ${path} is there already`);
  }
  try {
    const notes = await tell('writing', part, () => writePart(calls, who, file, signal));
    return [...notes, ...(await tell('replacing', file.path, () => swap(calls, file)))];
  } catch (thrown) {
    if (thrown instanceof DrillError && thrown.code === 'copy.link-lost') throw thrown;
    await calls.unlink(part).catch(() => undefined);
    throw thrown;
  }
}

async function writePart(
  calls: SftpCalls,
  who: string,
  { content, mode, owner, part }: FileToPlace,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const handle = await calls.open(part, 'wx', 0o600);
  try {
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    for (let at = 0; at < bytes.length; at += blockBytes * blocksAtOnce) {
      signal.throwIfAborted();
      const end = Math.min(bytes.length, at + blockBytes * blocksAtOnce);
      const starts = Array.from({ length: Math.ceil((end - at) / blockBytes) }, (_, index) => at + index * blockBytes);
      await Promise.all(
        starts.map((from) => calls.write(handle, bytes.subarray(from, Math.min(end, from + blockBytes)), from)),
      );
    }
    const made = await calls.stat(part);
    if (owner !== undefined && (owner.uid !== made.uid || owner.gid !== made.gid)) {
      await calls.chown(handle, owner.uid, owner.gid).catch((cause: unknown) => {
        const text = `${who}: the file belongs to user ${owner.uid}, group ${owner.gid}; this login (${made.uid}, ${made.gid}) cannot give it to them`;
        throw new DrillError('copy.owner', text, { cause });
      });
    }
    // After the owner: a change of owner takes set-user bits away.
    await calls.chmod(handle, mode);
    return (await calls.sync(handle)) ? [] : ['this server has no fsync: what was written may still be in its memory'];
  } finally {
    await calls.close(handle).catch(() => undefined);
  }
}

/** A second name keeps the old file as it is; then one rename puts the new one in its place. */
async function swap(calls: SftpCalls, { path, part, keepAs }: FileToPlace): Promise<readonly string[]> {
  if (keepAs === undefined) {
    if (!(await calls.posixRename(part, path))) await calls.rename(part, path);
    return [];
  }
  const linked = await calls.link(path, keepAs).catch((thrown: unknown) => {
    // File systems without second names refuse; a lost link is something else.
    if (statusOf(thrown) === undefined) throw thrown;
    return false;
  });
  try {
    if (linked && (await calls.posixRename(part, path))) return [];
  } catch (thrown) {
    if (statusOf(thrown) !== undefined) await calls.unlink(keepAs).catch(() => undefined);
    throw thrown;
  }
  if (linked) await calls.unlink(keepAs);
  await calls.rename(path, keepAs);
  try {
    await calls.rename(part, path);
  } catch (thrown) {
    await calls.rename(keepAs, path).catch(() => undefined);
    throw thrown;
  }
  return ['this server cannot replace a file in one step: for a moment there was none'];
}

/** SFTP has no word for a full or a read-only disk: the file system itself is asked. */
async function roomError(
  calls: SftpCalls,
  thrown: unknown,
  who: string,
  what: string,
  path: string,
): Promise<DrillError> {
  const room = await calls.room(folderOf(path)).catch(() => undefined);
  if (room?.readOnly === true) {
    return new DrillError('copy.read-only', `${who}: ${what} ${path}: the file system is read-only`, { cause: thrown });
  }
  if (room !== undefined && room.freeBytes < 64 * 1024) {
    return new DrillError('copy.no-space', `${who}: ${what} ${path}: no space is left`, { cause: thrown });
  }
  return sftpError(thrown, who, what, path);
}
