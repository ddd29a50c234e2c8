import type { Lang } from '../../src-shared/run/acceptance.ts';
import { renderPlanPdf } from '../report/render-plan-pdf.ts';
import type { LoadedPlan } from './load-plan.ts';
import { systemClock } from './system-clock.ts';
import { writeOut } from './write-out.ts';

/** The plan on paper: document, commands, blank forms. Resolves to the file. Throws DrillError `file.not-writable`. */
export async function writePlan(
  { plan, planHash }: Extract<LoadedPlan, { readonly ok: true }>,
  out: string,
  lang: Lang,
): Promise<string> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const at = new Date(systemClock.now()).toISOString();
  return writeOut(out, renderPlanPdf(plan, planHash, { lang, at, zone }).chunks);
}
