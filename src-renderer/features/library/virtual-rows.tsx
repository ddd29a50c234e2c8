import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import classes from './virtual-rows.module.css';

export interface VirtualRowsProps<Row> {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** A guess in pixels; each row is measured once it is shown. */
  readonly estimate: (row: Row) => number;
  /** Index of the row that is brought into sight whenever `turn` changes. */
  readonly active?: { readonly index: number; readonly turn: number } | undefined;
  readonly align?: 'auto' | 'start';
  readonly children: (row: Row, index: number) => ReactNode;
}

/** A column of rows of any height that scrolls by itself; only those in sight are in the page. */
export function VirtualRows<Row>({ rows, keyOf, estimate, active, align = 'auto', children }: VirtualRowsProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index];
      return row === undefined ? 0 : estimate(row);
    },
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : keyOf(row);
    },
    overscan: 8,
  });
  const turn = active?.turn;
  const wanted = useRef(active?.index);
  useEffect(() => {
    wanted.current = active?.index;
  });
  useEffect(() => {
    if (turn !== undefined && wanted.current !== undefined && wanted.current >= 0) {
      virtual.scrollToIndex(wanted.current, { align });
    }
  }, [turn, align, virtual]);
  return (
    <div ref={scroller} className={classes['scroller']}>
      <div className={classes['rows']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={classes['row']}
              style={{ transform: `translateY(${start}px)` }}
            >
              {children(row, index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
