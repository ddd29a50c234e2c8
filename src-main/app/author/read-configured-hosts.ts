import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DrillError, messageOf } from '../../../src-shared/base/drill-error.ts';
import { configuredHosts, type ConfiguredHosts } from '../../ssh/ssh-config-hosts.ts';

/** What an OpenSSH client configuration names; without a path that of this user. Throws DrillError `file.not-readable`. */
export async function readConfiguredHosts(
  path: string | undefined,
): Promise<ConfiguredHosts & { readonly path: string }> {
  const file = path ?? join(homedir(), '.ssh', 'config');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new DrillError('file.not-readable', `${file} cannot be read: ${messageOf(cause)}`, { cause });
  }
  return { ...configuredHosts(text), path: file };
}
