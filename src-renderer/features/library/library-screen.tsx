import { Button, Skeleton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState, type RefObject } from 'react';
import { labSystemTitles } from '../../../src-shared/rpc/lab-calls.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useKeys, usePalette } from '../../ui/keys.ts';
import { Screen } from '../../ui/screen.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { LibraryList } from './library-list.tsx';
import classes from './library-screen.module.css';
import { libraryTexts } from './library-texts.ts';
import { useRunbookOpener, type RunbookOpener } from './open-runbook.ts';
import { useFileDrop } from './use-file-drop.ts';
import { usePracticeLab } from './use-practice-lab.ts';

/** All runbooks, by system: the place where a run begins. */
export function LibraryScreen() {
  const words = useTexts(libraryTexts);
  const [called, reload] = useCall('library.list', {}, ['library', 'runs']);
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const opener = useRunbookOpener(reload);
  const over = useFileDrop((dropped) => void opener.drop(dropped));
  const library = called.kind === 'there' ? called.value : undefined;
  const lab = usePracticeLab(library?.runbooks ?? []);
  useKeys([{ keys: ['/'], does: words.searchKey, run: () => search.current?.focus() }]);
  usePalette([
    { id: 'library-open', group: words.group, label: words.openFile, run: () => void opener.openFile() },
    { id: 'library-folder', group: words.group, label: words.addFolder, run: () => void opener.addFolder() },
    ...lab.systems.map(({ name }) => ({
      id: `library-lab-${name}`,
      group: words.group,
      label: words.practice(labSystemTitles[name]),
      run: () => void lab.enter(name),
    })),
  ]);
  return (
    <Screen
      fill
      title={words.title}
      lead={library === undefined ? undefined : words.lead(library.runbooks.length, library.folders.length)}
      actions={<LibraryActions search={search} query={query} onQuery={setQuery} opener={opener} />}
    >
      {opener.fault === undefined ? null : (
        <div className={classes['fault']}>
          <ErrorNote error={opener.fault} />
        </div>
      )}
      {called.kind === 'failed' ? (
        <div className={classes['fault']}>
          <ErrorNote error={called.error} onRetry={reload} />
        </div>
      ) : null}
      {called.kind === 'loading' ? <LibraryWaiting /> : null}
      {library === undefined ? null : (
        <LibraryList library={library} query={query} onQuery={setQuery} lab={lab} opener={opener} />
      )}
      {opener.dialog}
      {over ? (
        <div className={classes['overlay']}>
          {words.drop}
          <span>{words.dropNote}</span>
        </div>
      ) : null}
    </Screen>
  );
}

interface LibraryActionsProps {
  readonly search: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly opener: RunbookOpener;
}

function LibraryActions({ search, query, onQuery, opener }: LibraryActionsProps) {
  const words = useTexts(libraryTexts);
  return (
    <>
      <TextInput
        ref={search}
        type="search"
        w={260}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<kbd>/</kbd>}
        placeholder={words.search}
        aria-label={words.search}
        value={query}
        onChange={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Out of the field into the list: J, K and Enter work at once.
          if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') onQuery('');
        }}
      />
      <Button variant="default" onClick={opener.addFolder}>
        {words.addFolder}
      </Button>
      <Button variant="default" onClick={opener.openFile}>
        {words.openFile}
      </Button>
    </>
  );
}

function LibraryWaiting() {
  const words = useTexts(libraryTexts);
  return (
    <div className={classes['waiting']} role="status" aria-label={words.loading}>
      <Skeleton height={20} width={160} />
      <Skeleton height={72} />
      <Skeleton height={72} />
      <Skeleton height={72} />
    </div>
  );
}
