import { Select, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { asId, type CaseId, type RoleId, type StepId } from '../../../src-shared/base/ids.ts';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import { said } from '../../../src-shared/report/said.ts';
import { indexOf } from '../../../src-shared/run/plan-index.ts';
import type { JournalRecord } from '../../../src-shared/run/record.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings, type Language } from '../../state/settings-store.ts';
import { timeText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { eventLine, type EventContext, type EventLine } from './event-words.ts';
import { eventTexts } from './event-texts.ts';
import classes from './events-panel.module.css';
import { lookAt, stepOfItem } from './looking.ts';
import { titleOf } from './now-words.ts';
import { outageEvent } from './outage-event.ts';
import { sideTexts, type EventFilter } from './side-texts.ts';

const filters: readonly EventFilter[] = ['all', 'decisions', 'failures', 'notes'];

/** The log in words, newest first; who reads further down is not pulled away by what comes. */
export function EventsPanel() {
  const words = useTexts(sideTexts);
  const [filter, setFilter] = useState<EventFilter>('all');
  const [search, setSearch] = useState('');
  const lines = useEventLines();
  const wanted = search.trim().toLowerCase();
  const shown = useMemo(
    () =>
      lines.filter(
        ({ kinds, what, rest }) =>
          kinds.includes(filter) && (wanted === '' || `${what} ${rest}`.toLowerCase().includes(wanted)),
      ),
    [lines, filter, wanted],
  );
  return (
    <section className={classes['panel']} aria-label={words.events}>
      <div className={classes['head']}>
        <h2>{words.events}</h2>
        <Select
          size="xs"
          aria-label={words.filter}
          className={classes['filter']}
          allowDeselect={false}
          data={filters.map((value) => ({ value, label: words.filters[value] }))}
          value={filter}
          onChange={(value) => setFilter(value ?? 'all')}
        />
        <TextInput
          size="xs"
          type="search"
          placeholder={words.search}
          aria-label={words.search}
          className={classes['search']}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      {shown.length === 0 ? <p className={classes['none']}>{words.noEvents}</p> : <EventList lines={shown} />}
    </section>
  );
}

const linesOf: Readonly<Record<Language, WeakMap<JournalRecord, EventLine | 'left out'>>> = {
  en: new WeakMap(),
  it: new WeakMap(),
};

/** Newest first. A record never changes, so its line is made once: a run of ten thousand costs only what is new. */
function useEventLines(): readonly EventLine[] {
  const records = useRun((run) => run.records);
  const state = useRun((run) => run.state);
  const language = useSettings((settings) => settings.language);
  return useMemo(() => {
    const context = contextOf(state, language);
    const lines: EventLine[] = [];
    for (let at = records.length - 1; at >= 0; at -= 1) {
      const record = records[at];
      if (record === undefined) continue;
      const line =
        linesOf[language].get(record) ??
        eventLine(record, context) ??
        outageEvent(record, state, language) ??
        'left out';
      linesOf[language].set(record, line);
      if (line !== 'left out') lines.push(line);
    }
    return lines;
  }, [records, state, language]);
}

function contextOf(state: RunState, language: Language): EventContext {
  const { plan } = state;
  return {
    words: eventTexts[language],
    sentence: (text) => said(text, language),
    role: (id) => roleTitle(plan, asId<RoleId>(id)),
    title: (id) => {
      if (id.startsWith('approval/')) return eventTexts[language].plan;
      const found = indexOf(plan).case.get(asId<CaseId>(id));
      return found === undefined
        ? titleOf(state, stepOfItem(state, id) ?? asId<StepId>(id))
        : (found.case.title ?? found.case.procedure);
    },
  };
}

function EventList({ lines }: { readonly lines: readonly EventLine[] }) {
  const words = useTexts(sideTexts);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 36,
    getItemKey: (at) => lines[at]?.seq ?? at,
    overscan: 10,
  });
  const newer = useNewer(lines, scroller);
  return (
    <div
      ref={scroller}
      className={classes['scroller']}
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={words.events}
    >
      {newer === 0 ? null : (
        <button type="button" className={classes['newer']} onClick={() => scroller.current?.scrollTo({ top: 0 })}>
          ↑ {words.newer(newer)}
        </button>
      )}
      <div className={classes['lines']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const line = lines[index];
          return line === undefined ? null : (
            <div
              key={key}
              data-index={index}
              ref={virtual.measureElement}
              className={classes['place']}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Line line={line} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** How many lines have come above those that are read; the place is held while the newest is out of sight. */
function useNewer(lines: readonly EventLine[], scroller: RefObject<HTMLDivElement | null>): number {
  const [read, setRead] = useState(() => lines[0]?.seq ?? 0);
  const newest = lines[0]?.seq ?? 0;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void => {
      if (element.scrollTop < 24) setRead(newest);
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [newest, scroller]);
  return lines.findIndex(({ seq }) => seq <= read);
}

function Line({ line: { at, what, rest, tone, step } }: { readonly line: EventLine }) {
  const language = useSettings((settings) => settings.language);
  const zone = useRun(({ state }) => state.created?.about.zone ?? 'UTC');
  const text = (
    <>
      <time dateTime={at}>{timeText(at, zone, language)}</time>
      <span>
        <b data-tone={tone}>{what}</b> {rest}
      </span>
    </>
  );
  if (step === undefined) return <div className={classes['line']}>{text}</div>;
  return (
    <button type="button" tabIndex={-1} className={classes['line']} onClick={() => lookAt(step)}>
      {text}
    </button>
  );
}
