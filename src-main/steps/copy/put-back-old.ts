import type { HostId, StepId } from '../../../src-shared/base/ids.ts';
import { copyLimits } from '../../../src-shared/runbook/steps/copy.ts';
import type { AttemptResult, RemoteFile, RemoteFiles, StepContext } from '../../engine/ports.ts';
import type { AttemptAccount } from '../attempt-account.ts';
import { differenceOf } from './difference.ts';
import { keptPath } from './kept-path.ts';
import { masked } from '../masked.ts';

/** Attempts of one step on one host that are looked for; nobody tries more often without looking himself. */
const attemptsLookedFor = 20;

export interface PuttingBack {
  readonly of: StepId;
  readonly path: string;
  readonly request: { readonly host: HostId };
  readonly context: StepContext;
  readonly values: Readonly<Record<string, string>>;
  readonly account: AttemptAccount;
  readonly outputs: Record<string, unknown>;
  readonly secrets: readonly string[];
}

type Said = Pick<AttemptResult, 'outcome' | 'why' | 'outputs'>;

/**
 * The undo of a copy: the oldest file that this run kept is what was there before. Without one the step changed
 * nothing, or made the file: only its own word tells the two apart, and where that is missing a person must look.
 */
export async function putBackOld(files: RemoteFiles, work: PuttingBack): Promise<Said> {
  const { account, outputs } = work;
  const now = await files.find(work.path);
  const path = now?.path ?? work.path;
  Object.assign(outputs, { path, changed: false });
  const kept = await oldestKept(files, path, work);
  if (kept !== undefined) {
    await account.say(...(await comparison(files, path, now, kept, work.secrets)));
    await files.putBack(kept.path, path);
    Object.assign(outputs, { changed: true });
    return { outcome: 'passed', why: `${path} is what it was before: ${kept.path} was put back`, outputs };
  }
  if (now === undefined) return { outcome: 'passed', why: `${path} is not there, as before`, outputs };
  const changed = saidBefore(work, 'changed');
  if (changed === false) return { outcome: 'passed', why: 'nothing to put back: the step changed nothing', outputs };
  if (saidBefore(work, 'created') === true) {
    await files.remove(path);
    Object.assign(outputs, { changed: true });
    return { outcome: 'passed', why: `${path} was new: it was removed`, outputs };
  }
  const why = `no old file is beside ${path}, and whether the step made it was not seen: look at it and put it right by hand`;
  return { outcome: 'failed', why, outputs };
}

async function oldestKept(
  files: RemoteFiles,
  path: string,
  { values, of }: PuttingBack,
): Promise<RemoteFile | undefined> {
  const run = values['DRILLBOOK_RUN'] ?? '';
  const names = Array.from({ length: attemptsLookedFor }, (_, at) => keptPath(path, run, of, at + 1));
  const found = await Promise.all(names.map((name) => files.find(name)));
  return found.find((one) => one !== undefined);
}

async function comparison(
  files: RemoteFiles,
  path: string,
  now: RemoteFile | undefined,
  kept: RemoteFile,
  secrets: readonly string[],
): Promise<readonly string[]> {
  const large = copyLimits.upload;
  if (kept.bytes > large || (now?.bytes ?? 0) > large) return [`(${path}: too large to be compared)`];
  const before = now === undefined ? undefined : masked(await files.read(now, large), secrets);
  return differenceOf(path, before, masked(await files.read(kept, large), secrets)).lines;
}

/** What the step itself said of this host; undefined where no attempt came so far. */
function saidBefore({ of, request, context }: PuttingBack, name: 'changed' | 'created'): boolean | undefined {
  const expression = `steps[${JSON.stringify(of)}].hosts[${JSON.stringify(request.host)}].outputs.${name} == true`;
  try {
    return context.holds(expression, request.host, {});
  } catch {
    return undefined;
  }
}
