import { verify } from '../app/verify.ts';
import type { ExitCode } from './exit-code.ts';
import { createScreen } from './screen.ts';
import { bold, oneLine, toned } from './terminal-text.ts';

/** `drillbook verify`: offline; the first line of problems is the first thing that does not hold. */
export async function verifyCommand(
  path: string,
  options: { readonly signer?: string; readonly format: 'text' | 'json' },
): Promise<ExitCode> {
  const found = await verify(path, options.signer);
  if (options.format === 'json') {
    const { ok, head, records, problems, kind, signer, notes } = found;
    const shape = { ok, head, records, problems, kind, ...(signer === undefined ? {} : { signer }), notes };
    process.stdout.write(`${JSON.stringify(shape, undefined, 2)}\n`);
    return ok ? 0 : 1;
  }
  const screen = createScreen({ input: process.stdin, output: process.stdout });
  screen.line(bold(found.ok ? toned('good', 'VERIFIED') : toned('bad', 'DOES NOT HOLD')));
  for (const { record, what } of found.problems) {
    screen.line(`  ${record === null ? '' : `record ${record}: `}${oneLine(what)}`);
  }
  screen.line(`${found.records} records, head ${found.head ?? 'none'}`);
  if (found.signer !== undefined) {
    screen.line(`signer ${found.signer.fingerprint}  ${oneLine(found.signer.subject)}`);
  }
  for (const note of found.notes) screen.line(`note: ${oneLine(note)}`);
  return found.ok ? 0 : 1;
}
