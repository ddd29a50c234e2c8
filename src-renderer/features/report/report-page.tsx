import { useMemo } from 'react';
import { buildReport } from '../../../src-shared/report/build-report.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { OutstandingItems } from './outstanding-items.tsx';
import { PdfPreview } from './pdf-preview.tsx';
import { ReportExport } from './report-export.tsx';
import classes from './report-page.module.css';
import { reportWords } from './report-texts.ts';
import { SealBox } from './seal-box.tsx';
import { useReportPdf } from './use-report-pdf.ts';

/** The report of a run: page by page, what is outstanding, and where it goes. */
export function ReportPage() {
  const words = useTexts(reportWords);
  const language = useSettings((settings) => settings.language);
  const opened = useRun((run) => run.opened);
  const state = useRun((run) => run.state);
  const records = useRun((run) => run.records);
  const made = useReportPdf(opened.run);
  const { outcome } = useMemo(
    () =>
      buildReport({
        plan: opened.plan,
        planHash: opened.planHash,
        state,
        events: records,
        lang: language,
        generatedAt: state.at,
        notAttached: [],
        missing: [],
      }),
    [opened, state, records, language],
  );
  return (
    <div className={classes['page']}>
      <aside className={classes['side']} aria-label={words.outcome}>
        <p className={classes['sentence']} data-tone={outcome.tone}>
          {outcome.sentence}
        </p>
        <ul className={classes['support']}>
          {outcome.support.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <OutstandingItems acceptance={outcome.acceptance} />
        <SealBox />
        <ReportExport run={opened.run} lang={made.lang} pdf={made.report} />
      </aside>
      <PdfPreview made={made} />
    </div>
  );
}
