import {
  type FileHandle,
  chown,
  lstat,
  mkdir,
  open,
  readdir,
  readlink,
  rename,
  rmdir,
  stat,
  symlink,
  unlink,
} from 'node:fs/promises';
import { constants, type Stats } from 'node:fs';
import { join } from 'node:path';
import ssh2, { type Attributes, type SFTPWrapper } from 'ssh2';
import { messageOf } from '../../src-shared/base/drill-error.ts';
import type { HostFolder } from './host-folder.ts';
import { createHomePaths, type HomePaths } from './home-paths.ts';

const { OPEN_MODE: mode, STATUS_CODE: codes } = ssh2.utils.sftp;
/** Longest answer to one read, in bytes; clients ask again for the rest. */
const longestRead = 1 << 18;
/** Names in one answer to READDIR. */
const namesAtOnce = 100;

type Open = { readonly file: FileHandle } | { readonly folder: string; names: readonly string[] };

/**
 * Serves SFTP (version 3, without extensions, since ssh2's server has none) on the home of a host. `/x`, `x` and
 * `<home>/x` are the same file; a link that leads out of the home is refused. Files that are made belong to the host's account.
 * Nothing is answered before `begin`.
 */
export function serveSftp(sftp: SFTPWrapper, folder: HostFolder, begin: Promise<unknown>): void {
  new SftpSession(sftp, folder, begin).serve();
}

class SftpSession {
  readonly #sftp: SFTPWrapper;
  readonly #folder: HostFolder;
  readonly #begin: Promise<unknown>;
  readonly #paths: HomePaths;
  readonly #open = new Map<number, Open>();
  #next = 0;

  constructor(sftp: SFTPWrapper, folder: HostFolder, begin: Promise<unknown>) {
    this.#begin = begin;
    this.#sftp = sftp;
    this.#folder = folder;
    this.#paths = createHomePaths(folder.home);
  }

  serve(): void {
    this.#serveFiles();
    this.#serveFolders();
    this.#serveNames();
    this.#sftp.on('end', () => {
      this.#sftp.end();
    });
    this.#sftp.on('close', () => {
      for (const one of this.#open.values()) if ('file' in one) one.file.close().catch(() => undefined);
      this.#open.clear();
    });
  }

  #serveFiles(): void {
    const sftp = this.#sftp;
    sftp.on('OPEN', (id, path, flags, attributes) => {
      this.#answer(id, async () => {
        const file = await this.#openFile(path, flags, attributes);
        sftp.handle(id, this.#remember({ file }));
      });
    });
    sftp.on('READ', (id, handle, offset, length) => {
      this.#answer(id, async () => {
        const { buffer, bytesRead } = await this.#file(handle).read({
          buffer: Buffer.alloc(Math.min(length, longestRead)),
          position: offset,
        });
        if (bytesRead === 0) sftp.status(id, codes.EOF);
        else sftp.data(id, buffer.subarray(0, bytesRead));
      });
    });
    this.#do('WRITE', async (handle: Buffer, offset: number, data: Buffer) => {
      await this.#file(handle).write(data, 0, data.length, offset);
    });
    sftp.on('FSTAT', (id, handle) => {
      this.#answer(id, async () => {
        sftp.attrs(id, attributesOf(await this.#file(handle).stat()));
      });
    });
    this.#do('FSETSTAT', (handle: Buffer, attributes: Partial<Attributes>) => change(this.#file(handle), attributes));
    this.#do('CLOSE', async (handle: Buffer) => {
      const one = this.#opened(handle);
      this.#open.delete(handle.readUInt32BE(0));
      if ('file' in one) await one.file.close();
    });
  }

  #serveFolders(): void {
    const sftp = this.#sftp;
    sftp.on('OPENDIR', (id, path) => {
      this.#answer(id, async () => {
        const folder = await this.#paths.target(path);
        const names = ['.', '..', ...(await readdir(folder))];
        sftp.handle(id, this.#remember({ folder, names }));
      });
    });
    sftp.on('READDIR', (id, handle) => {
      this.#answer(id, async () => {
        const one = this.#opened(handle);
        if ('file' in one || one.names.length === 0) {
          sftp.status(id, codes.EOF);
          return;
        }
        const names = one.names.slice(0, namesAtOnce);
        one.names = one.names.slice(namesAtOnce);
        const entries = names.map(async (filename) => {
          // Gone since the folder was read: its name is told all the same.
          const is = await lstat(join(one.folder, filename)).catch(() => undefined);
          const attrs = is ? attributesOf(is) : noAttributes;
          return { filename, longname: `${attrs.mode.toString(8)} ${String(attrs.size)} ${filename}`, attrs };
        });
        sftp.name(id, await Promise.all(entries));
      });
    });
    this.#do('MKDIR', async (path: string, attributes: Partial<Attributes>) => {
      const place = await this.#paths.place(path);
      await mkdir(place, attributes.mode ?? 0o777);
      await this.#give(place);
    });
    this.#do('RMDIR', async (path: string) => {
      await rmdir(await this.#paths.place(path));
    });
  }

  #serveNames(): void {
    const sftp = this.#sftp;
    sftp.on('STAT', (id, path) => {
      this.#answer(id, async () => {
        sftp.attrs(id, attributesOf(await stat(await this.#paths.target(path))));
      });
    });
    sftp.on('LSTAT', (id, path) => {
      this.#answer(id, async () => {
        sftp.attrs(id, attributesOf(await lstat(await this.#paths.place(path))));
      });
    });
    for (const [event, resolve] of [
      ['REALPATH', (path: string) => this.#paths.target(path)],
      ['READLINK', async (path: string) => readlink(await this.#paths.place(path))],
    ] as const) {
      sftp.on(event, (id: number, path: string) => {
        this.#answer(id, async () => {
          const filename = await resolve(path);
          sftp.name(id, [{ filename, longname: filename, attrs: noAttributes }]);
        });
      });
    }
    this.#do('SETSTAT', async (path: string, attributes: Partial<Attributes>) => {
      const file = await open(await this.#paths.target(path), constants.O_RDONLY);
      await change(file, attributes).finally(() => file.close());
    });
    this.#do('REMOVE', async (path: string) => {
      await unlink(await this.#paths.place(path));
    });
    this.#do('RENAME', async (from: string, to: string) => {
      const target = await this.#paths.place(to);
      // As OpenSSH answers version 3: nothing that is there is replaced.
      if (await lstat(target).catch(() => undefined)) throw new Error('Failure');
      await rename(await this.#paths.place(from), target);
    });
    this.#do('SYMLINK', async (target: string, link: string) => {
      await symlink(target, await this.#paths.place(link));
    });
  }

  async #openFile(path: string, flags: number, attributes: Partial<Attributes>): Promise<FileHandle> {
    const place = await this.#paths.target(path);
    const isNew = (await lstat(place).catch(() => undefined)) === undefined;
    const file = await open(place, openFlags(flags), attributes.mode ?? 0o666);
    if (isNew) await this.#give(place);
    return file;
  }

  async #give(path: string): Promise<void> {
    const { uid, gid } = this.#folder.account;
    if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
  }

  #remember(one: Open): Buffer {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE((this.#next = (this.#next + 1) >>> 0), 0);
    this.#open.set(this.#next, one);
    return handle;
  }

  #opened(handle: Buffer): Open {
    const one = handle.length === 4 ? this.#open.get(handle.readUInt32BE(0)) : undefined;
    if (!one) throw new Error('Invalid handle');
    return one;
  }

  #file(handle: Buffer): FileHandle {
    const one = this.#opened(handle);
    if ('file' in one) return one.file;
    throw new Error('Invalid handle');
  }

  /** A request whose answer is only whether it worked. */
  #do<Args extends readonly unknown[]>(event: string, action: (...args: Args) => Promise<void>): void {
    this.#sftp.on(event, (id: number, ...args: unknown[]) => {
      this.#answer(id, async () => {
        await action(...(args as unknown as Args));
        this.#sftp.status(id, codes.OK);
      });
    });
  }

  #answer(id: number, action: () => Promise<void>): void {
    const asked = this.#begin.then(action);
    asked.catch((thrown: unknown) => {
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
      if (code === 'ENOENT') this.#sftp.status(id, codes.NO_SUCH_FILE, 'No such file');
      else if (code === 'EACCES' || code === 'EPERM')
        this.#sftp.status(id, codes.PERMISSION_DENIED, 'Permission denied');
      else this.#sftp.status(id, codes.FAILURE, messageOf(thrown));
    });
  }
}

const noAttributes: Attributes = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

function attributesOf({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): Attributes {
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
}

function openFlags(flags: number): number {
  const both = mode.READ | mode.WRITE;
  const access =
    (flags & both) === both ? constants.O_RDWR : flags & mode.WRITE ? constants.O_WRONLY : constants.O_RDONLY;
  const more = [
    [mode.APPEND, constants.O_APPEND],
    [mode.CREAT, constants.O_CREAT],
    [mode.TRUNC, constants.O_TRUNC],
    [mode.EXCL, constants.O_EXCL],
  ] as const;
  return more.reduce((all, [asked, flag]) => (flags & asked ? all | flag : all), access);
}

/** Sets what the client names, in the order of the protocol; an owner that is already so is left alone. */
async function change(file: FileHandle, wanted: Partial<Attributes>): Promise<void> {
  const is = await file.stat();
  if (wanted.size !== undefined) await file.truncate(wanted.size);
  const owner = [wanted.uid ?? is.uid, wanted.gid ?? is.gid] as const;
  if (owner[0] !== is.uid || owner[1] !== is.gid) await file.chown(...owner);
  if (wanted.mode !== undefined) await file.chmod(wanted.mode & 0o7777);
  if (wanted.atime !== undefined && wanted.mtime !== undefined) await file.utimes(wanted.atime, wanted.mtime);
}
