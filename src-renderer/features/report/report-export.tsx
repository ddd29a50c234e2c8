import { Button, CopyButton, Stack } from '@mantine/core';
import type { RunId } from '../../../src-shared/base/ids.ts';
import type { MadeReport } from '../../../src-shared/rpc/desk-calls.ts';
import { core } from '../../platform/core.ts';
import { useLinkStore } from '../../state/link-store.ts';
import type { Language } from '../../state/settings-store.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './report-page.module.css';
import { reportWords } from './report-texts.ts';
import { formats, useExport, type Written } from './use-export.ts';

export interface ReportExportProps {
  readonly run: RunId;
  /** That of the preview: what is looked at is what is taken home. */
  readonly lang: Language;
  readonly pdf: MadeReport | undefined;
}

/** Gives the report to whoever wants it, in each of its formats; a browser also takes it home. */
export function ReportExport({ run, lang, pdf }: ReportExportProps) {
  const words = useTexts(reportWords);
  const browser = useLinkStore(({ info }) => info?.host === 'web');
  const { written, busy, error, save, download, dialog } = useExport(run, lang);
  const rows = [
    ...(browser ? [{ does: download, title: words.download, label: words.downloadAs, kind: 'download' as const }] : []),
    { does: save, title: browser ? words.saveThere : undefined, label: words.saveAs, kind: 'save' as const },
  ];
  return (
    <section>
      <h3>{words.export}</h3>
      {rows.map(({ does, title, label, kind }, row) => (
        <div key={kind}>
          {title === undefined ? null : <p className={classes['quiet']}>{title}</p>}
          <div className={classes['formats']}>
            {formats.map((one) => (
              <Button
                key={one.format}
                size="xs"
                variant={row === 0 && one.format === 'pdf' ? 'filled' : 'default'}
                loading={busy === `${kind} ${one.format}`}
                onClick={() => does(one)}
              >
                {label(one.name)}
              </Button>
            ))}
          </div>
        </div>
      ))}
      {written === undefined ? null : <WrittenFile {...written} />}
      {error === undefined ? null : <ErrorNote error={error} />}
      {pdf === undefined || pdf.missing.length === 0 ? null : (
        <p className={classes['warning']}>
          {words.missing} {pdf.missing.join(', ')}
        </p>
      )}
      {pdf?.foreign === true ? <p className={classes['warning']}>{words.foreign}</p> : null}
      {dialog}
    </section>
  );
}

function WrittenFile({ report, fetched }: Written) {
  const words = useTexts(reportWords);
  const native = useLinkStore(({ info }) => info?.nativeDialogs === true);
  return (
    <Stack gap="xs" mt="sm">
      <p className={classes['written']} role="status">
        {fetched ? words.downloaded(report.name, report.file) : words.saved(report.file)}
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
