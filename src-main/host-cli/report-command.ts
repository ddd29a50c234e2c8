import { writeReport, type ReportFormat, type ReportLang } from '../app/write-report.ts';
import type { ExitCode } from './exit-code.ts';

export interface ReportOptions {
  readonly out?: string;
  readonly format: ReportFormat;
  readonly lang: ReportLang;
}

/** `drillbook report`: of any run, as it stands now. */
export async function reportCommand(folder: string, options: ReportOptions): Promise<ExitCode> {
  const { format, lang, out } = options;
  const written = await writeReport({ folder, format, lang, ...(out === undefined ? {} : { out }) });
  process.stdout.write(`${written.file}${written.pages === undefined ? '' : `  (${written.pages} pages)`}\n`);
  return 0;
}
