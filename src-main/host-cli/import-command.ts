import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { kebabPattern } from '../../src-shared/runbook/field.ts';
import { inventoryFromSsh } from '../app/author/inventory-from-ssh.ts';
import { readConfiguredHosts } from '../app/author/read-configured-hosts.ts';
import { validate } from '../app/validate.ts';
import { asCalled } from './as-called.ts';
import type { ExitCode } from './exit-code.ts';
import { printProblems } from './print-problems.ts';
import { createScreen } from './screen.ts';
import { bold, harmless, wrapped } from './terminal-text.ts';
import { usageError } from './usage-error.ts';

export interface ImportOptions {
  readonly out: string;
  readonly id?: string;
}

/** `drillbook import ssh-config`: hosts become an inventory; what is left out is said, one line each. */
export async function importSshConfig(file: string | undefined, options: ImportOptions): Promise<ExitCode> {
  const found = await readConfiguredHosts(file);
  if (found.hosts.length === 0) {
    throw usageError(`${found.path} names no host: lines such as \`Host web-1\` are read, patterns are not.`);
  }
  const { text, hosts, leftOut } = inventoryFromSsh(found, inventoryId(options), basename(found.path));
  await write(options.out, text);
  const screen = createScreen({ input: process.stdin, output: process.stdout });
  const problems = await validate([options.out]);
  printProblems(screen, problems);
  screen.line(bold(`${hosts} ${hosts === 1 ? 'host' : 'hosts'} in ${harmless(options.out)}`));
  if (leftOut.length > 0) screen.line('Left out, or to be looked at:');
  for (const line of leftOut) screen.line(wrapped(`  ${harmless(line)}`, screen.columns));
  screen.line('');
  screen.line('Bind them to the targets of your runbook under `bindings`, then:');
  screen.line(`  ${asCalled(['plan', 'RUNBOOK.yaml', '--inventory', options.out])}`);
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** As the user named it, else what the file is called. */
function inventoryId({ id, out }: ImportOptions): string {
  const name =
    id ??
    basename(out)
      .replace(/(\.inventory)?\.(yaml|yml|drillbook)$/i, '')
      .toLowerCase();
  const plain = id ?? name.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  if (new RegExp(kebabPattern).test(plain)) return plain;
  throw usageError(`“${plain}” cannot be the id of an inventory: give one as --id my-site.`);
}

/** Never over a file that is there: it may hold bindings and addresses that nobody wants to lose. */
async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') {
      throw usageError(`${path} is there already: choose another name with --out, and compare.`);
    }
    throw new DrillError('file.not-writable', `${path} cannot be written: ${messageOf(cause)}`, { cause });
  }
}
