import { useState, type ReactNode } from 'react';
import type { RunId } from '../../../src-shared/base/ids.ts';
import type { MadeReport, ReportFormat } from '../../../src-shared/rpc/desk-calls.ts';
import { core } from '../../platform/core.ts';
import type { Language } from '../../state/settings-store.ts';
import { usePathPicker } from '../../ui/path-picker.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { reportWords } from './report-texts.ts';

export interface ExportFormat {
  readonly format: ReportFormat;
  readonly name: string;
  readonly ending: string;
}

export const formats: readonly ExportFormat[] = [
  { format: 'pdf', name: 'PDF', ending: 'pdf' },
  { format: 'html', name: 'HTML', ending: 'html' },
  { format: 'json', name: 'JSON', ending: 'json' },
  { format: 'junit', name: 'JUnit', ending: 'junit.xml' },
];

export interface Written {
  readonly report: MadeReport;
  /** The browser took it home as well. */
  readonly fetched: boolean;
}

export interface Export {
  readonly written: Written | undefined;
  /** What is being made: `save pdf`, `download html`. */
  readonly busy: string | undefined;
  readonly error: unknown;
  readonly save: (as: ExportFormat) => Promise<void>;
  readonly download: (as: ExportFormat) => Promise<void>;
  /** To be shown somewhere on the screen: it asks for the place to save. */
  readonly dialog: ReactNode;
}

/** Makes the report as it stands: into a file of the core's machine, or for the browser to keep. */
export function useExport(run: RunId, lang: Language): Export {
  const words = useTexts(reportWords);
  const [written, setWritten] = useState<Written>();
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>(undefined);
  const { pick, dialog } = usePathPicker();
  const work = async (name: string, make: () => Promise<Written>): Promise<void> => {
    setBusy(name);
    setError(undefined);
    try {
      setWritten(await make());
    } catch (thrown) {
      setError(thrown);
    }
    setBusy(undefined);
  };
  const save = async ({ format, name, ending }: ExportFormat): Promise<void> => {
    const out = await pick({ kind: 'target', title: words.saveAs(name), name: `${run}.${ending}` });
    if (out === null) return;
    await work(`save ${format}`, async () => ({
      report: await core.call('report.saveAs', { run, format, lang, out }),
      fetched: false,
    }));
  };
  const download = ({ format }: ExportFormat): Promise<void> =>
    work(`download ${format}`, async () => {
      const report = await core.call('report.make', { run, format, lang, preview: false });
      fetchFile(report.name);
      return { report, fetched: true };
    });
  return { written, busy, error, save, download, dialog };
}

/** The browser's own download: it streams to the disk however large the file is, and shows how far it is. */
function fetchFile(name: string): void {
  const link = document.createElement('a');
  link.href = `/report/${encodeURIComponent(name)}`;
  link.download = name;
  link.click();
}
