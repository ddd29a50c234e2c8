import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { Lang } from '../../src-shared/run/acceptance.ts';
import type { ReportFormat } from '../app/report-task.ts';
import { writeReport } from '../app/write-report.ts';
import type { ExitCode } from './exit-code.ts';
import { oneLine } from './terminal-text.ts';

export interface ReportOptions {
  readonly out?: string;
  readonly format: ReportFormat;
  readonly lang: Lang;
}

/** An archive is often mounted read-only: the report need not go there. */
function elsewhere(out: string | undefined): (thrown: unknown) => never {
  return (thrown) => {
    if (out !== undefined || !(thrown instanceof DrillError) || thrown.code !== 'file.not-writable') throw thrown;
    throw new DrillError(thrown.code, `${thrown.message}. --out FILE puts it elsewhere.`, { cause: thrown });
  };
}

/** `drillbook report`: of any run, as it stands now. */
export async function reportCommand(folder: string, options: ReportOptions): Promise<ExitCode> {
  const { format, lang, out } = options;
  const written = await writeReport({ folder, format, lang, ...(out === undefined ? {} : { out }) }).catch(
    elsewhere(out),
  );
  const pages = written.pages === undefined ? '' : `  (${written.pages} pages)`;
  process.stdout.write(`${written.file}${pages}\n`);
  if (written.foreign) {
    process.stderr.write(
      'This installation signs with another certificate than the one that ran it: verify will not accept this PDF.\n' +
        '  Export it where it was run, with the same data folder (DRILLBOOK_DATA).\n',
    );
  }
  for (const file of written.missing) {
    process.stderr.write(`The record names ${oneLine(file)}, which is not there or was changed: verify will say so.\n`);
  }
  return 0;
}
