import { join } from 'node:path';
import { assertNever } from '../../src-shared/base/assert-never.ts';
import type { Lang } from '../../src-shared/run/acceptance.ts';
import { buildReport } from '../../src-shared/report/build-report.ts';
import type { ReportModel } from '../../src-shared/report/model.ts';
import type { Installation } from '../engine/ports.ts';
import { runAttachments, type RunAttachments } from '../report/attachments.ts';
import { readPhotos } from '../report/photo/read-photos.ts';
import { renderHtml } from '../report/render-html.ts';
import { renderJunit } from '../report/render-junit.ts';
import { renderPdf } from '../report/render-pdf.ts';
import { openOwnInstallation } from './own-data.ts';
import { readRun, type StoredRun } from './read-run.ts';
import { systemClock } from './system-clock.ts';
import { writeOut } from './write-out.ts';
import type { FileContent } from './write-out.ts';

export type ReportFormat = 'pdf' | 'html' | 'json' | 'junit';

export interface ReportRequest {
  /** The run folder. */
  readonly folder: string;
  /** Without it `report/<run id>.<ending>` in the run folder. */
  readonly out?: string;
  readonly format: ReportFormat;
  readonly lang: Lang;
}

export interface WrittenReport {
  readonly file: string;
  /** Of a PDF. */
  readonly pages?: number;
  /** Recordings and evidence that the record names and that are not there, or are not as it names them. */
  readonly missing: readonly string[];
  /** The PDF is signed by another installation than the one that ran it, which `verify` does not accept. */
  readonly foreign: boolean;
}

const endings: Readonly<Record<ReportFormat, string>> = { pdf: 'pdf', html: 'html', json: 'json', junit: 'xml' };

/** Writes it where this is called. Throws DrillError `file.*`, `journal.corrupt` and `installation.corrupt`. */
export async function doReportTask(request: ReportRequest): Promise<WrittenReport> {
  const { folder, format, lang } = request;
  const run = await readRun(folder);
  const attachments = await runAttachments(run.folder, run.records);
  const { plan, planHash, state, records } = run;
  const generatedAt = new Date(systemClock.now()).toISOString();
  const { notAttached, missing } = attachments;
  const model = buildReport({ plan, planHash, state, events: records, lang, generatedAt, notAttached, missing });
  const out = request.out ?? join(run.folder, 'report', `${run.runId}.${endings[format]}`);
  const installation = await openOwnInstallation();
  const { content, pages } = await rendered(model, run, attachments, format, installation);
  const file = await writeOut(out, content);
  const certificates = [state.created?.certificate, state.sealed?.certificate];
  const foreign = format === 'pdf' && !certificates.includes(installation.certificateFingerprint);
  return { file, missing, foreign, ...(pages === undefined ? {} : { pages }) };
}

interface Rendered {
  readonly content: FileContent;
  readonly pages?: number;
}

async function rendered(
  model: ReportModel,
  { plan }: StoredRun,
  { files }: RunAttachments,
  format: ReportFormat,
  installation: Installation,
): Promise<Rendered> {
  switch (format) {
    case 'pdf': {
      const photos = await readPhotos(model.evidence, files);
      const { chunks, pages } = renderPdf(model, plan, { attachments: files, photos, installation });
      return { content: chunks, pages };
    }
    case 'html':
      return { content: renderHtml(model, plan) };
    case 'junit':
      return { content: renderJunit(model) };
    case 'json':
      return { content: `${JSON.stringify(model, undefined, 2)}\n` };
    default:
      return assertNever(format, 'format of a report');
  }
}
