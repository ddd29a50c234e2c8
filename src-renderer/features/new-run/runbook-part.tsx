import { Button, Select } from '@mantine/core';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { usePathPicker } from '../../ui/path-picker.tsx';
import { InlineMarkdown } from '../../ui/markdown-text.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';
import { Part } from './part.tsx';

export interface RunbookPartProps {
  readonly runbook: string;
  /** What the file says of itself, once it was read. */
  readonly summary: string | undefined;
  readonly onChange: (file: string) => void;
}

/** Which runbook: one of the library, or a file. */
export function RunbookPart({ runbook, summary, onChange }: RunbookPartProps) {
  const words = useTexts(newRunTexts);
  const [library, reload] = useCall('library.list', {}, ['library']);
  const { pick, dialog } = usePathPicker();
  const entries = library.kind === 'there' ? library.value.runbooks : [];
  const known = entries.map(({ file, title, version, shown }) => ({
    value: file,
    label: `${title} ${version} (${shown})`,
  }));
  const data =
    runbook === '' || known.some(({ value }) => value === runbook)
      ? known
      : [{ value: runbook, label: runbook }, ...known];
  const pickFile = async (): Promise<void> => {
    const file = await pick({ kind: 'file', title: words.pickRunbook, endings: ['.yaml', '.yml', '.drillbook'] });
    if (file !== null) onChange(file);
  };
  return (
    <Part id="runbook" title={words.sections.runbook} lead={words.leads.runbook}>
      {library.kind === 'failed' ? <ErrorNote error={library.error} onRetry={reload} /> : null}
      <div className={classes['row']}>
        <Select
          className={classes['grow'] ?? ''}
          aria-label={words.sections.runbook}
          placeholder={words.chooseRunbook}
          data={data}
          value={runbook === '' ? null : runbook}
          onChange={(file) => {
            if (file !== null) onChange(file);
          }}
          searchable
          allowDeselect={false}
          nothingFoundMessage={words.noRunbooks}
        />
        <Button variant="default" onClick={() => void pickFile()}>
          {words.otherRunbook}
        </Button>
      </div>
      {summary === undefined ? null : (
        <p className={classes['quiet']}>
          <InlineMarkdown text={summary} />
        </p>
      )}
      {dialog}
    </Part>
  );
}
