import { openOwnInstallation } from '../app/own-data.ts';
import { sealApart } from '../app/record-apart.ts';
import type { ExitCode } from './exit-code.ts';

/** `drillbook seal`: ends the record of a run that has ended, with this installation's key. */
export async function sealCommand(folder: string): Promise<ExitCode> {
  const state = await sealApart(folder, await openOwnInstallation());
  process.stdout.write(
    `Sealed. The record ends at head ${state.head}.\nWhat comes now is a new run that follows this one.\n`,
  );
  return 0;
}
