import { homedir } from 'node:os';
import { join } from 'node:path';

/** Which known_hosts files decide. */
export interface KnownHostsFiles {
  /** The user's own first, in which keys are recorded. */
  readonly own: readonly string[];
  /** The lab's hosts are known to every practice, and to nothing else. */
  files(practice: boolean): readonly string[];
}

/** The user's and the system's known_hosts, unless others are named. */
export function knownHostsFiles(dataFolder: string, named: readonly string[] | undefined): KnownHostsFiles {
  const own = named ?? [join(homedir(), '.ssh', 'known_hosts'), '/etc/ssh/ssh_known_hosts'];
  return { own, files: (practice) => (practice ? [...own, join(dataFolder, 'lab', 'known_hosts')] : own) };
}
