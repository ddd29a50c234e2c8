import { Button, Modal, TextInput } from '@mantine/core';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { FolderView } from '../../src-shared/rpc/library-calls.ts';
import type { PathWish } from '../state/file-calls.ts';
import { EntryList } from './entry-list.tsx';
import { ErrorNote } from './error-note.tsx';
import { fileBrowserTexts } from './file-browser-texts.ts';
import classes from './file-browser.module.css';
import { folderOf, joinedPath, nameOf, offeredEntries, type FolderEntry } from './file-paths.ts';
import { useTexts } from './use-texts.ts';

export interface FileBrowserProps {
  readonly wish: PathWish;
  readonly browse: (folder?: string) => Promise<FolderView>;
  /** The path, or `null` where the person closed the dialog. */
  readonly onDone: (path: string | null) => void;
}

/** Files of the core's machine, for windows without native dialogs; everything in it works by keyboard. */
export function FileBrowser({ wish, browse, onDone }: FileBrowserProps) {
  const words = useTexts(fileBrowserTexts);
  return (
    <Modal
      opened
      onClose={() => onDone(null)}
      title={wish.title}
      closeButtonProps={{ 'aria-label': words.cancel }}
      size="lg"
      centered
    >
      <Browsing wish={wish} browse={browse} onDone={onDone} />
    </Modal>
  );
}

function Browsing({ wish, browse, onDone }: FileBrowserProps) {
  const words = useTexts(fileBrowserTexts);
  const { view, error, typed, setTyped, goTo } = useFolder(browse, wish.folder);
  const [active, setActive] = useState(0);
  const [name, setName] = useState(wish.name ?? '');
  const endings = wish.endings === undefined ? {} : { endings: wish.endings };
  const entries = view === undefined ? [] : offeredEntries(view.entries, { files: wish.kind !== 'folder', ...endings });
  const hidden = wish.kind === 'folder' ? 0 : (view?.entries.length ?? 0) - entries.length;
  const chosen = entries[active - (view?.parent === undefined ? 0 : 1)];
  const walk = (folder: string | undefined): void => {
    setActive(0);
    void goTo(folder);
  };
  const open = (entry: FolderEntry): void => {
    if (entry.kind === 'folder') walk(entry.path);
    else if (wish.kind === 'target') setName(entry.name);
    else onDone(entry.path);
  };
  const typedEnter = async (): Promise<void> => {
    setActive(0);
    const file = await goTo(typed);
    if (file !== undefined && wish.kind === 'file') onDone(file);
  };
  return (
    <div className={classes['browser']}>
      <PathField
        value={typed}
        onChange={setTyped}
        onGo={() => {
          void typedEnter();
        }}
      />
      {error === undefined ? null : <ErrorNote error={error} />}
      <EntryList
        label={words.entries}
        entries={entries}
        parent={view?.parent}
        parentLabel={words.up}
        active={active}
        onActive={setActive}
        onOpen={open}
        onUp={() => {
          if (view?.parent !== undefined) walk(view.parent);
        }}
      />
      <ListNote loading={view === undefined && error === undefined} shown={entries.length} hidden={hidden} />
      <Foot
        wish={wish}
        view={view}
        elsewhere={typed !== view?.folder}
        chosen={chosen}
        name={name}
        onName={setName}
        onOpen={open}
        onDone={onDone}
      />
    </div>
  );
}

interface ListNoteProps {
  readonly loading: boolean;
  readonly shown: number;
  readonly hidden: number;
}

function ListNote({ loading, shown, hidden }: ListNoteProps) {
  const words = useTexts(fileBrowserTexts);
  return (
    <p className={classes['note']}>
      {loading ? words.loading : null}
      {!loading && shown === 0 ? `${words.empty} ` : null}
      {hidden > 0 ? `${words.hidden(hidden)} ` : null}
      {words.keys}
    </p>
  );
}

interface PathFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onGo: () => void;
}

function PathField({ value, onChange, onGo }: PathFieldProps) {
  const words = useTexts(fileBrowserTexts);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onGo();
  };
  return (
    <div className={classes['where']}>
      <TextInput
        label={words.path}
        value={value}
        spellCheck={false}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <Button variant="default" onClick={onGo}>
        {words.go}
      </Button>
    </div>
  );
}

interface FootProps extends Pick<FileBrowserProps, 'wish' | 'onDone'> {
  readonly view: FolderView | undefined;
  /** Another folder was typed than the one that is shown: nothing may go to the wrong one of them. */
  readonly elsewhere: boolean;
  readonly chosen: FolderEntry | undefined;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onOpen: (entry: FolderEntry) => void;
}

/** The action says what it will do with what is chosen; where nothing can be done it says why. */
function Foot({ wish, view, elsewhere, chosen, name, onName, onOpen, onDone }: FootProps) {
  const words = useTexts(fileBrowserTexts);
  const taken = view?.entries.some((entry) => entry.kind === 'file' && entry.name === name) ?? false;
  const save = (): void => {
    if (view !== undefined && name.trim() !== '') onDone(joinedPath(view.folder, name.trim()));
  };
  return (
    <>
      {wish.kind === 'target' ? <TargetName name={name} taken={taken} onName={onName} /> : null}
      <div className={classes['foot']}>
        {wish.kind === 'file' && chosen === undefined ? <p className={classes['note']}>{words.nothing}</p> : null}
        {wish.kind !== 'file' && elsewhere && view !== undefined ? (
          <p className={classes['note']}>{words.goFirst}</p>
        ) : null}
        <Button
          variant="default"
          onClick={() => {
            onDone(null);
          }}
        >
          {words.cancel}
        </Button>
        {chosen === undefined || (wish.kind !== 'file' && chosen.kind === 'file') ? null : (
          <Button
            variant={wish.kind === 'file' ? 'filled' : 'default'}
            onClick={() => {
              onOpen(chosen);
            }}
          >
            {chosen.kind === 'file' ? words.open : words.openFolder(chosen.name)}
          </Button>
        )}
        {wish.kind === 'folder' && view !== undefined ? (
          <Button
            disabled={elsewhere}
            onClick={() => {
              onDone(view.folder);
            }}
          >
            {words.choose(nameOf(view.folder))}
          </Button>
        ) : null}
        {wish.kind === 'target' ? (
          <Button disabled={name.trim() === '' || elsewhere} onClick={save}>
            {taken ? words.replace : words.save}
          </Button>
        ) : null}
      </div>
    </>
  );
}

interface TargetNameProps {
  readonly name: string;
  readonly taken: boolean;
  readonly onName: (name: string) => void;
}

function TargetName({ name, taken, onName }: TargetNameProps) {
  const words = useTexts(fileBrowserTexts);
  return (
    <>
      <TextInput
        label={words.name}
        value={name}
        error={name.trim() === '' ? words.noName : undefined}
        onChange={(event) => {
          onName(event.currentTarget.value);
        }}
      />
      {taken ? <p className={classes['warning']}>{words.replaces(name)}</p> : null}
    </>
  );
}

interface Folder {
  readonly view: FolderView | undefined;
  readonly error: unknown;
  readonly typed: string;
  readonly setTyped: (path: string) => void;
  /** Gives the path of a file where it was one that was named. */
  readonly goTo: (folder: string | undefined) => Promise<string | undefined>;
}

function useFolder(browse: FileBrowserProps['browse'], start: string | undefined): Folder {
  const [view, setView] = useState<FolderView>();
  const [error, setError] = useState<unknown>();
  const [typed, setTypedText] = useState(start ?? '');
  // An answer that comes while somebody types must not take the words away.
  const typings = useRef(0);
  const setTyped = useCallback((text: string): void => {
    typings.current += 1;
    setTypedText(text);
  }, []);
  // Somebody who is quick walks on before an answer is there: only the last counts.
  const latest = useRef(0);
  const goTo = useCallback(
    async (folder: string | undefined): Promise<string | undefined> => {
      const number = (latest.current += 1);
      const before = typings.current;
      try {
        const found = await browse(folder);
        if (number !== latest.current) return undefined;
        setView(found);
        if (typings.current === before) setTypedText(found.folder);
        setError(undefined);
        return undefined;
      } catch (thrown) {
        const above = folder === undefined ? undefined : folderOf(folder);
        const around = above === undefined ? undefined : await browse(above).catch(() => undefined);
        const file = around?.entries.find(({ kind, name }) => kind === 'file' && name === nameOf(folder ?? ''));
        if (file === undefined && number === latest.current) setError(thrown);
        return file?.path;
      }
    },
    [browse],
  );
  useEffect(() => {
    void goTo(start);
    return () => {
      latest.current += 1;
    };
  }, [goTo, start]);
  return { view, error, typed, setTyped, goTo };
}
