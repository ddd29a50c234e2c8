import { userInfo } from 'node:os';
import { asId, type RoleId } from '../../src-shared/base/ids.ts';
import { recordApart } from '../app/record-apart.ts';
import type { ExitCode } from './exit-code.ts';
import { momentOf } from './moment-of.ts';
import { usageError } from './usage-error.ts';

/** `drillbook note`: adds a note to a run that is not sealed, under the login name or `by`. Nothing is set in motion. */
export async function noteCommand(
  folder: string,
  text: string,
  options: { readonly by?: string; readonly at?: string },
): Promise<ExitCode> {
  if (text.trim() === '') throw usageError('The note is empty.');
  const { by = userInfo().username, at } = options;
  await recordApart(folder, (state) => {
    const zone = state.created?.about.zone ?? 'UTC';
    const operator = state.people[asId<RoleId>('operator')];
    return {
      type: 'add-note',
      text,
      by: operator?.name === by ? operator : { name: by },
      evidence: [],
      ...(at === undefined ? {} : { eventAt: new Date(momentOf('--at', at, zone)).toISOString() }),
    };
  });
  process.stdout.write('The note is in the record.\n');
  return 0;
}
