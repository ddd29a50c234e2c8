import type { SFTPWrapper, Stats } from 'ssh2';
import { messageOf } from '../../src-shared/base/drill-error.ts';

/** Free room of a file system, as `statvfs@openssh.com` tells it. */
export interface Room {
  readonly readOnly: boolean;
  readonly freeBytes: number;
}

/** The calls of ssh2's SFTP that we make, as promises; they reject with ssh2's error. */
export interface SftpCalls {
  stat(path: string): Promise<Stats>;
  lstat(path: string): Promise<Stats>;
  realpath(path: string): Promise<string>;
  open(path: string, flags: 'r' | 'wx', mode: number): Promise<Buffer>;
  read(handle: Buffer, buffer: Buffer, position: number): Promise<number>;
  write(handle: Buffer, bytes: Buffer, position: number): Promise<void>;
  chmod(handle: Buffer, mode: number): Promise<void>;
  chown(handle: Buffer, uid: number, gid: number): Promise<void>;
  /** False where the server has no such extension. */
  sync(handle: Buffer): Promise<boolean>;
  close(handle: Buffer): Promise<void>;
  link(from: string, to: string): Promise<boolean>;
  /** In one step, whatever stands at `to`; false where the server has no such extension. */
  posixRename(from: string, to: string): Promise<boolean>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** `undefined` where the server cannot tell. */
  room(path: string): Promise<Room | undefined>;
  /** Answers are waited for no longer: everything that is open, and all that comes, rejects with this. */
  abandon(why: string): void;
}

type Done<Value> = (error?: Error | null, value?: Value) => void;

/** Makes one call. Rejects with what the server said, or with why nothing more will be said. */
type Ask = <Value>(call: (done: Done<Value>) => void) => Promise<Value>;

export function sftpCalls(sftp: SFTPWrapper): SftpCalls {
  const { ask, abandon } = createAsk(sftp);
  return { ...paths(sftp, ask), ...handles(sftp, ask), abandon };
}

function createAsk(sftp: SFTPWrapper): { readonly ask: Ask; readonly abandon: (why: string) => void } {
  let gone: Error | undefined;
  const open = new Set<(error: Error) => void>();
  const end = (error: Error): void => {
    gone ??= error;
    for (const reject of open) reject(gone);
    open.clear();
  };
  // A hung server answers nothing, and after its end ssh2 tells nobody: both must reach whoever waits.
  sftp.on('error', end);
  sftp.once('close', () => {
    end(new Error('the session was closed'));
  });
  const ask: Ask = <Value>(call: (done: Done<Value>) => void) =>
    new Promise<Value>((resolve, reject) => {
      if (gone !== undefined) {
        reject(gone);
        return;
      }
      open.add(reject);
      call((error, value) => {
        open.delete(reject);
        if (error === undefined || error === null) resolve(value as Value);
        else reject(error);
      });
    });
  const abandon = (why: string): void => {
    end(new Error(why));
  };
  return { ask, abandon };
}

/** False where the server announced no such extension: ssh2 throws at once then. */
async function extension(ask: Ask, call: (done: Done<unknown>) => void): Promise<boolean> {
  try {
    await ask(call);
    return true;
  } catch (thrown) {
    if (messageOf(thrown) === 'Server does not support this extended request') return false;
    throw thrown;
  }
}

type OnPaths = 'stat' | 'lstat' | 'realpath' | 'link' | 'posixRename' | 'rename' | 'unlink' | 'room';

function paths(sftp: SFTPWrapper, ask: Ask): Pick<SftpCalls, OnPaths> {
  return {
    stat: (path) =>
      ask((done: Done<Stats>) => {
        sftp.stat(path, done);
      }),
    lstat: (path) =>
      ask((done: Done<Stats>) => {
        sftp.lstat(path, done);
      }),
    realpath: (path) =>
      ask((done: Done<string>) => {
        sftp.realpath(path, done);
      }),
    link: (from, to) =>
      extension(ask, (done) => {
        sftp.ext_openssh_hardlink(from, to, done);
      }),
    posixRename: (from, to) =>
      extension(ask, (done) => {
        sftp.ext_openssh_rename(from, to, done);
      }),
    rename: (from, to) =>
      ask((done: Done<void>) => {
        sftp.rename(from, to, done);
      }),
    unlink: (path) =>
      ask((done: Done<void>) => {
        sftp.unlink(path, done);
      }),
    room: async (path) => {
      let found: Readonly<Record<string, unknown>> | undefined;
      await extension(ask, (done) => {
        sftp.ext_openssh_statvfs(path, (error: Error | undefined, info: unknown) => {
          found = info as typeof found;
          done(error);
        });
      });
      return found === undefined ? undefined : roomOf(found);
    },
  };
}

type OnHandles = 'open' | 'read' | 'write' | 'chmod' | 'chown' | 'sync' | 'close';

function handles(sftp: SFTPWrapper, ask: Ask): Pick<SftpCalls, OnHandles> {
  return {
    open: (path, flags, mode) =>
      ask((done: Done<Buffer>) => {
        sftp.open(path, flags, { mode }, done);
      }),
    read: (handle, buffer, position) =>
      ask((done: Done<number>) => {
        sftp.read(handle, buffer, 0, buffer.length, position, (error, bytes) => {
          // 1 is the end of the file, which ssh2 hands on as an error.
          if ((error as { readonly code?: unknown } | undefined)?.code === 1) done(undefined, 0);
          else done(error, bytes);
        });
      }),
    write: (handle, bytes, position) =>
      ask((done: Done<void>) => {
        sftp.write(handle, bytes, 0, bytes.length, position, done);
      }),
    chmod: (handle, mode) =>
      ask((done: Done<void>) => {
        sftp.fchmod(handle, mode, done);
      }),
    chown: (handle, uid, gid) =>
      ask((done: Done<void>) => {
        sftp.fchown(handle, uid, gid, done);
      }),
    sync: (handle) =>
      extension(ask, (done) => {
        sftp.ext_openssh_fsync(handle, done);
      }),
    close: (handle) =>
      ask((done: Done<void>) => {
        sftp.close(handle, done);
      }),
  };
}

function roomOf(info: Readonly<Record<string, unknown>>): Room {
  const number = (key: string): number => Number(info[key] ?? 0);
  // 1 is ST_RDONLY.
  return { readOnly: (number('f_flag') & 1) === 1, freeBytes: number('f_frsize') * number('f_bavail') };
}
