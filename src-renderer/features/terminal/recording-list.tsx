import { SegmentedControl, TextInput } from '@mantine/core';
import { IconFileCheck, IconSearch, IconTerminal2 } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { clockText, timeText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { bytesText } from './bytes-text.ts';
import classes from './recording-list.module.css';
import { recordingsTexts } from './recordings-texts.ts';
import { filterRecordings, type RecordingKind, type RunRecording } from './run-recordings.ts';

export interface RecordingListProps {
  readonly all: readonly RunRecording[];
  /** File of the one that is shown. */
  readonly shown: string;
  readonly onShow: (file: string) => void;
}

const rowHeight = 52;
const kinds: readonly RecordingKind[] = ['step', 'undo', 'evidence', 'shell'];

/** The recordings by time, with a filter; only rows in sight are in the page. */
export function RecordingList({ all, shown, onShow }: RecordingListProps) {
  const words = useTexts(recordingsTexts);
  const [filter, setFilter] = useState('');
  const [kind, setKind] = useState<RecordingKind | 'all'>('all');
  const rows = filterRecordings(all, kind === 'all' ? kinds : [kind], filter);
  const present = kinds.filter((one) => all.some((recording) => recording.kind === one));
  return (
    <aside className={classes['side']} aria-label={words.list}>
      <div className={classes['filters']}>
        <TextInput
          size="xs"
          leftSection={<IconSearch size={14} aria-hidden />}
          aria-label={words.filter}
          placeholder={words.filter}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        {present.length < 2 ? null : (
          <SegmentedControl
            size="xs"
            fullWidth
            value={kind}
            onChange={(value) => setKind(value)}
            data={[
              { value: 'all', label: words.all },
              ...present.map((one) => ({ value: one, label: words.kinds[one] })),
            ]}
          />
        )}
      </div>
      {rows.length === 0 ? <p className={classes['none']}>{words.noMatch}</p> : null}
      <Rows rows={rows} shown={shown} onShow={onShow} />
    </aside>
  );
}

interface RowsProps extends Omit<RecordingListProps, 'all'> {
  readonly rows: readonly RunRecording[];
}

function Rows({ rows, shown, onShow }: RowsProps) {
  const words = useTexts(recordingsTexts);
  const scroller = useRef<HTMLDivElement>(null);
  const active = rows.findIndex(({ ref }) => ref.file === shown);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  useEffect(() => {
    if (active >= 0) virtual.scrollToIndex(active, { align: 'auto' });
  }, [active, virtual]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: rows.length - 1 }[event.key];
    const next = to === undefined ? undefined : rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (next === undefined) return;
    event.preventDefault();
    onShow(next.ref.file);
  };
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={words.list}
      aria-activedescendant={active < 0 ? undefined : `recording-${active}`}
      className={classes['list']}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={classes['rows']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <div
              key={row.ref.file}
              id={`recording-${index}`}
              role="option"
              aria-selected={index === active}
              className={classes['row']}
              style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              onClick={() => onShow(row.ref.file)}
            >
              <Row recording={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Row({ recording }: { readonly recording: RunRecording }) {
  const words = useTexts(recordingsTexts);
  const zone = useRun(({ state }) => state.created?.about.zone ?? 'UTC');
  const language = useSettings((settings) => settings.language);
  const { kind, mark, title, host, attempt, at, durationMs, ref } = recording;
  return (
    <>
      <span className={classes['mark']}>
        {mark !== undefined ? (
          <StateMark state={mark} />
        ) : kind === 'shell' ? (
          <IconTerminal2 size={16} aria-label={words.kinds.shell} />
        ) : (
          <IconFileCheck size={16} aria-label={words.kinds.evidence} />
        )}
      </span>
      <span className={classes['title']}>{title === '' ? words.shellOutside : title}</span>
      <span className={classes['time']}>{timeText(at, zone, language)}</span>
      <span className={classes['host']}>
        {host === 'app' ? words.app : host}
        {attempt === undefined || attempt === 1 ? '' : ` · ${words.attempt(attempt)}`}
      </span>
      <span className={classes['size']}>
        {durationMs === undefined ? '' : `${clockText(durationMs)} · `}
        {bytesText(ref.bytes)}
      </span>
    </>
  );
}
