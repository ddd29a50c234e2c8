import type { Sha256 } from '../../src-shared/base/ids.ts';
import { canonicalPlan } from '../../src-shared/plan/canonical.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import { duration, paperFormat, shortHash } from '../../src-shared/report/format.ts';
import { planSections } from '../../src-shared/report/plan-sections.ts';
import { reportTexts } from '../../src-shared/report/report-texts.ts';
import type { Lang } from '../../src-shared/run/acceptance.ts';
import { attachmentOf } from './attachments.ts';
import type { PageSize } from './pdf/theme.ts';
import { finishPdf } from './render-pdf.ts';
import type { RenderedPdf } from './render-pdf.ts';

export interface PlanPdfOptions {
  readonly lang: Lang;
  /** ISO 8601 UTC: when it is printed. */
  readonly at: string;
  /** IANA name; UTC where nothing is said, since a plan holds no zone. */
  readonly zone?: string;
  readonly size?: PageSize['name'];
}

/** The plan on paper: document text, exact commands, blank forms with boxes and lines to sign. Not signed itself. */
export function renderPlanPdf(plan: Plan, planHash: Sha256, options: PlanPdfOptions): RenderedPdf {
  const { lang, at, zone = 'UTC', size = 'A4' } = options;
  const texts = reportTexts(lang);
  const format = paperFormat(lang, zone);
  const words = texts.cover;
  const { runbook, criticalPath } = plan;
  const cases = plan.forms.flatMap(({ groups }) => groups.flatMap((group) => group.cases)).length;
  const paper = {
    lang,
    size,
    title: `${runbook.title} · ${words.planKind}`,
    author: plan.document?.control?.owner ?? 'Drillbook',
    subject: `${words.planHash} ${planHash}`,
    createdAt: at,
    frame: {
      left: runbook.title,
      right: `${runbook.id} ${runbook.version}`,
      mark: texts.marks.plan,
      code: `${words.planHash.toLowerCase()} ${shortHash(planHash)}`,
    },
    foot: texts.sign.pageState.report.plan,
    cover: {
      kind: words.planKind,
      title: runbook.title,
      summary: runbook.summary ?? '',
      sentence: words.planKind,
      support: [
        `${texts.plan.steps}: ${plan.steps.length}`,
        `${texts.forms.title}: ${plan.forms.length} (${cases} × PASS / FAIL / OTHER)`,
        `${texts.plan.expectedTime}: ${criticalPath.seconds === 0 ? texts.plan.notStated : duration(criticalPath.seconds * 1000)}`,
      ],
      tone: 'neutral' as const,
      facts: [
        [words.system, runbook.system ?? words.notGiven],
        [words.runbook, `${runbook.id} ${runbook.version}`],
        [words.site, plan.inventory.id],
        [words.planHash, { text: shortHash(planHash), mono: true, note: planHash }],
        [words.generated, format.dateTime(at)],
      ] as const,
    },
    sections: planSections(plan, lang),
    format,
    photos: new Map(),
  };
  return finishPdf(paper, [attachmentOf('plan.json', Buffer.from(canonicalPlan(plan)))], {
    reason: '',
    location: '',
  });
}
