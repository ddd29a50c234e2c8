import { IconArrowUp, IconFile, IconFolder } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import classes from './file-browser.module.css';
import type { FolderEntry } from './file-paths.ts';

export interface EntryListProps {
  readonly label: string;
  readonly entries: readonly FolderEntry[];
  /** Path of the folder above, which stands first. */
  readonly parent: string | undefined;
  readonly parentLabel: string;
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (entry: FolderEntry) => void;
  readonly onUp: () => void;
}

const rowHeight = 32;
/** A pause after which typed letters begin a new name. */
const typingPauseMs = 700;

/** A folder's contents as one list box: the list has the focus, the active row is told by its id. */
export function EntryList({ label, entries, parent, parentLabel, active, onActive, onOpen, onUp }: EntryListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const above: readonly FolderEntry[] =
    parent === undefined ? [] : [{ name: parentLabel, path: parent, kind: 'folder' }];
  const rows = [...above, ...entries];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  useEffect(() => {
    if (active < rows.length) virtual.scrollToIndex(active, { align: 'auto' });
  }, [active, rows.length, virtual]);
  const move = (to: number): void => {
    onActive(Math.max(0, Math.min(rows.length - 1, to)));
  };
  const onKeyDown = useEntryKeys({ rows, named: above.length, active, move, scroller, onOpen, onUp });
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      data-autofocus
      aria-label={label}
      aria-activedescendant={rows.length === 0 ? undefined : `entry-${active}`}
      className={classes['list']}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={classes['rows']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <EntryRow
              key={row.path}
              index={index}
              row={row}
              up={index < above.length}
              top={start}
              selected={index === active}
              onPress={() => move(index)}
              onOpen={() => onOpen(row)}
            />
          );
        })}
      </div>
    </div>
  );
}

interface EntryKeys extends Pick<EntryListProps, 'active' | 'onOpen' | 'onUp'> {
  readonly rows: readonly FolderEntry[];
  /** Rows from this one on are found by their first letters. */
  readonly named: number;
  readonly move: (to: number) => void;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

function useEntryKeys({ rows, named, active, move, scroller, onOpen, onUp }: EntryKeys) {
  const typed = useRef({ text: '', at: 0 });
  const find = (letter: string, at: number): void => {
    const text = at - typed.current.at > typingPauseMs ? letter : typed.current.text + letter;
    typed.current = { text, at };
    const found = rows.findIndex(({ name }, index) => index >= named && name.toLowerCase().startsWith(text));
    if (found >= 0) move(found);
  };
  return (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = moves[event.key];
    const row = rows[active];
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (to !== undefined) move(to);
    else if (event.key === 'Enter' && row !== undefined) onOpen(row);
    else if (event.key === 'Backspace') onUp();
    else if (event.key.length === 1 && plain) find(event.key.toLowerCase(), event.timeStamp);
    else return;
    event.preventDefault();
  };
}

interface EntryRowProps {
  readonly index: number;
  readonly row: FolderEntry;
  readonly up: boolean;
  readonly top: number;
  readonly selected: boolean;
  readonly onPress: () => void;
  readonly onOpen: () => void;
}

function EntryRow({ index, row, up, top, selected, onPress, onOpen }: EntryRowProps) {
  const Icon = up ? IconArrowUp : row.kind === 'folder' ? IconFolder : IconFile;
  return (
    <div
      id={`entry-${index}`}
      role="option"
      aria-selected={selected}
      className={classes['row']}
      style={{ transform: `translateY(${top}px)`, height: rowHeight }}
      onClick={onPress}
      onDoubleClick={onOpen}
    >
      <Icon size={16} stroke={1.7} aria-hidden />
      <span>{row.name}</span>
    </div>
  );
}
