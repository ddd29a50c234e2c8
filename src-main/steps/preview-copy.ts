import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import { isUnreachable } from '../../src-shared/base/is-unreachable.ts';
import type { HostWork, PlanStep } from '../../src-shared/plan/plan.ts';
import { copyLimits } from '../../src-shared/runbook/steps/copy.ts';
import type { CheckTaken, StepContext } from '../engine/ports.ts';
import { workFor, type CopyOutside } from './copy-step.ts';
import { workOutCopy } from './copy/work-out-copy.ts';

type CopyAction = Extract<PlanStep['action'], { readonly kind: 'copy' }>;
type Previewed = Pick<CheckTaken, 'result' | 'detail'>;

/** Of a difference, for each host: all of it stands in the recording of the step. */
const shownLines = 40;

/** What a copy would do now, on all its hosts: read only. What cannot be known yet is not taken. */
export async function previewCopy(outside: CopyOutside, context: StepContext): Promise<CheckTaken> {
  const { action } = context.step;
  if (action.kind !== 'copy') throw new DrillError('plan.no-executor', `${context.step.id} copies nothing`);
  const taken = await Promise.all(
    action.hosts.map(async (work) => ({ host: work.host, ...(await previewOn(outside, action, work, context)) })),
  );
  const worst = (['not-taken', 'false', 'true'] as const).find((result) => taken.some((one) => one.result === result));
  const detail = taken.map((one) => `${one.host}: ${one.detail}`).join('\n');
  return { result: worst ?? 'not-taken', detail, outputs: {} };
}

async function previewOn(
  outside: CopyOutside,
  action: CopyAction,
  work: HostWork,
  context: StepContext,
): Promise<Previewed> {
  let values: Readonly<Record<string, string>>;
  try {
    values = context.env(work);
  } catch {
    return { result: 'not-taken', detail: 'known only while the run goes on' };
  }
  try {
    return await look(outside, action, work, values, context);
  } catch (thrown) {
    const unseen = !(thrown instanceof DrillError) || isUnreachable(thrown) || thrown.code === 'copy.link-lost';
    return { result: unseen ? 'not-taken' : 'false', detail: messageOf(thrown) };
  }
}

async function look(
  outside: CopyOutside,
  { copy }: CopyAction,
  work: HostWork,
  values: Readonly<Record<string, string>>,
  { host, signal }: StepContext,
): Promise<Previewed> {
  const files = await outside.remote.openFiles(host(work.host), copy.sudo, signal);
  try {
    if (copy.kind === 'download') {
      const path = values['path'] ?? '';
      const found = await files.find(path);
      if (found === undefined) return { result: 'false', detail: `${path} is not there now` };
      const fits = found.bytes <= copyLimits.download;
      const size = `${found.path} has ${found.bytes} bytes`;
      return fits ? { result: 'true', detail: size } : { result: 'false', detail: `${size}, more than a copy takes` };
    }
    const { path, same, difference } = await workOutCopy(files, workFor(outside, copy, work, values));
    if (same) return { result: 'true', detail: `nothing to change: ${path} is as it should be` };
    const more = difference.lines.length - shownLines;
    const lines = more > 0 ? [...difference.lines.slice(0, shownLines), `… ${more} more lines`] : difference.lines;
    return { result: 'true', detail: [`${path} would change (${difference.summary})`, ...lines].join('\n') };
  } finally {
    files.close();
  }
}
