import { Button, CopyButton, Stack } from '@mantine/core';
import { useState } from 'react';
import type { RunId } from '../../../src-shared/base/ids.ts';
import type { MadeReport, ReportFormat } from '../../../src-shared/rpc/desk-calls.ts';
import { core } from '../../platform/core.ts';
import { useLinkStore } from '../../state/link-store.ts';
import { useSettings } from '../../state/settings-store.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { usePathPicker } from '../../ui/path-picker.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './report-page.module.css';
import { reportWords } from './report-texts.ts';

const formats: readonly { readonly format: ReportFormat; readonly name: string; readonly ending: string }[] = [
  { format: 'pdf', name: 'PDF', ending: 'pdf' },
  { format: 'html', name: 'HTML', ending: 'html' },
  { format: 'json', name: 'JSON', ending: 'json' },
  { format: 'junit', name: 'JUnit', ending: 'junit.xml' },
];

export interface ReportExportProps {
  readonly run: RunId;
  readonly pdf: MadeReport | undefined;
}

/** Writes the report to where a person wants it, in each of its formats. */
export function ReportExport({ run, pdf }: ReportExportProps) {
  const words = useTexts(reportWords);
  const lang = useSettings(({ language }) => language);
  const [saved, setSaved] = useState<MadeReport>();
  const [saving, setSaving] = useState<ReportFormat>();
  const [error, setError] = useState<unknown>(undefined);
  const picker = usePathPicker();
  const save = async ({ format, name, ending }: (typeof formats)[number]): Promise<void> => {
    const out = await picker.pick({ kind: 'target', title: words.saveAs(name), name: `${run}.${ending}` });
    if (out === null) return;
    setSaving(format);
    setError(undefined);
    try {
      setSaved(await core.call('report.saveAs', { run, format, lang, out }));
    } catch (thrown) {
      setError(thrown);
    }
    setSaving(undefined);
  };
  return (
    <section>
      <h3>{words.export}</h3>
      <div className={classes['formats']}>
        {formats.map((one) => (
          <Button
            key={one.format}
            size="xs"
            variant={one.format === 'pdf' ? 'filled' : 'default'}
            loading={saving === one.format}
            onClick={() => save(one)}
          >
            {words.saveAs(one.name)}
          </Button>
        ))}
      </div>
      {saved === undefined ? null : <WrittenFile report={saved} />}
      {error === undefined ? null : <ErrorNote error={error} />}
      {pdf === undefined || pdf.missing.length === 0 ? null : (
        <p className={classes['warning']}>
          {words.missing} {pdf.missing.join(', ')}
        </p>
      )}
      {pdf?.foreign === true ? <p className={classes['warning']}>{words.foreign}</p> : null}
      {picker.dialog}
    </section>
  );
}

function WrittenFile({ report }: { readonly report: MadeReport }) {
  const words = useTexts(reportWords);
  const native = useLinkStore(({ info }) => info?.nativeDialogs === true);
  return (
    <Stack gap="xs" mt="sm">
      <p className={classes['written']} role="status">
        {words.saved(report.file)}
      </p>
      <div className={classes['formats']}>
        <CopyButton value={report.file}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? words.copied : words.copyPath}
            </Button>
          )}
        </CopyButton>
        {native ? (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => core.call('host.showInFolder', { file: report.file })}
          >
            {words.show}
          </Button>
        ) : null}
      </div>
    </Stack>
  );
}
