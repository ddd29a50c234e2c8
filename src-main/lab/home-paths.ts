import { realpath } from 'node:fs/promises';
import { basename, dirname, join, posix } from 'node:path';

/** Paths as a client of SFTP gives them -> paths on this machine, never outside the home. Each throws Node's errors. */
export interface HomePaths {
  /** The name itself, wherever it may lead if it is a link: for what is removed, renamed, made or looked at. */
  place(path: string): Promise<string>;
  /** Behind links, for what is opened or asked for its real path; a name that is not there yet is its place. */
  target(path: string): Promise<string>;
}

/** Links that lead out of the home are refused with `EACCES`, as what is there for somebody else. */
export function createHomePaths(home: string): HomePaths {
  const real = realpath(home);
  const inside = async (path: string): Promise<string> => {
    const root = await real;
    if (path === root || path.startsWith(`${root}/`)) return path;
    throw Object.assign(new Error('Permission denied'), { code: 'EACCES' });
  };
  const named = async (path: string): Promise<string> => {
    const absolute = posix.normalize(`/${path}`).replace(/(?<=.)\/$/, '');
    // Scripts know the home by its real path: what they print works here as well.
    for (const root of [home, await real]) {
      if (absolute === root || absolute.startsWith(`${root}/`)) return join(await real, absolute.slice(root.length));
    }
    return join(await real, absolute).replace(/(?<=.)\/$/, '');
  };
  const place = async (path: string): Promise<string> => {
    const name = await named(path);
    if (name === (await real)) return name;
    return join(await inside(await realpath(dirname(name))), basename(name));
  };
  const target = async (path: string): Promise<string> => {
    const name = await place(path);
    try {
      return await inside(await realpath(name));
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return name;
      throw thrown;
    }
  };
  return { place, target };
}
