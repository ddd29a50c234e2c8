import { useEffect, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useTexts } from '../../ui/use-texts.ts';
import { cleanPaste, needsLook } from './clean-paste.ts';
import type { DockTab } from './dock-tabs.ts';
import { PaneLabel } from './pane-label.tsx';
import { PaneNotice, ShellEnd } from './pane-notice.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { SearchBar } from './search-bar.tsx';
import classes from './terminal-pane.module.css';
import { terminalTexts } from './terminal-texts.ts';
import type { TerminalView } from './terminal-view.ts';
import { usePane } from './use-pane.ts';

export interface TerminalPaneProps {
  readonly tab: DockTab;
  /** One of two: the one that tabs, search and keys are about. */
  readonly chosen: boolean;
  readonly searching: boolean;
  readonly onSearchClose: () => void;
  readonly onChoose: () => void;
  /** The view is there, or gone. */
  readonly onView: (view: TerminalView | undefined) => void;
}

/** One tab in its place: the terminal with what it is, what is missing of it, and search. */
export function TerminalPane({ tab, chosen, searching, onSearchClose, onChoose, onView }: TerminalPaneProps) {
  const words = useTexts(terminalTexts);
  const pane = usePane(tab);
  const { view, interactive } = pane;
  const paste = usePaste(view, interactive);
  useReported(view, onView);
  useMetMarks(tab, view, pane.settled);
  const label = tab.kind === 'shell' || interactive ? words.input(tab.host) : words.output(tab.host);
  return (
    <section
      className={classes['pane']}
      data-chosen={chosen}
      aria-label={label}
      onFocusCapture={onChoose}
      onPointerDown={onChoose}
    >
      <PaneLabel tab={tab} pane={pane} />
      {searching && view !== undefined ? <SearchBar view={view} onClose={onSearchClose} /> : null}
      <div
        className={classes['frame']}
        data-keys={interactive ? 'own' : undefined}
        // A view is scrolled by keys like any text.
        tabIndex={interactive || pane.source === undefined ? undefined : 0}
        role={interactive ? undefined : 'group'}
        aria-label={interactive ? undefined : label}
        onPasteCapture={paste.onPaste}
        onDropCapture={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (!interactive && view !== undefined) scrollBy(event, view);
        }}
      >
        <div ref={pane.host} className={classes['host']} />
        <PaneNotice tab={tab} pane={pane} />
      </div>
      {pane.source === undefined ? null : <ShellEnd tab={tab} />}
      {paste.asked === undefined ? null : (
        <PasteDialog {...paste.asked} host={tab.host} onPaste={paste.confirm} onClose={paste.drop} />
      )}
    </section>
  );
}

/** Nothing is pasted as it came; several lines only after they were seen. */
function usePaste(view: TerminalView | undefined, interactive: boolean) {
  const [asked, setAsked] = useState<{ readonly text: string; readonly cleaned: boolean }>();
  const send = (text: string): void => {
    view?.terminal.paste(text);
    view?.terminal.focus();
  };
  return {
    asked,
    confirm: () => {
      setAsked(undefined);
      send(asked?.text ?? '');
    },
    drop: () => {
      setAsked(undefined);
      view?.terminal.focus();
    },
    onPaste: (event: ClipboardEvent): void => {
      // xterm would send it as it is, with whatever could end its brackets.
      event.preventDefault();
      event.stopPropagation();
      if (!interactive) return;
      const given = event.clipboardData.getData('text/plain');
      const text = cleanPaste(given);
      if (needsLook(text)) setAsked({ text, cleaned: text !== given.replaceAll(/\r\n?/g, '\n') });
      else if (text !== '') send(text);
    },
  };
}

function useReported(view: TerminalView | undefined, onView: TerminalPaneProps['onView']): void {
  useEffect(() => {
    onView(view);
    return () => onView(undefined);
  }, [view, onView]);
}

/** Lines that met the expectation are marked once the attempt has ended and all of it is on the screen. */
function useMetMarks(tab: DockTab, view: TerminalView | undefined, settled: number): void {
  const matched = tab.kind === 'attempt' ? tab.attempt.ended?.matched : undefined;
  useEffect(() => {
    if (view === undefined || matched === undefined || settled === 0) return;
    view.marks.markMet(matched.map(({ text }) => text));
  }, [view, matched, settled]);
}

function scrollBy(event: KeyboardEvent, { terminal }: TerminalView): void {
  const page = Math.max(1, terminal.rows - 1);
  const lines = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page, Home: -Infinity, End: Infinity }[event.key];
  if (lines === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  if (lines === -Infinity) terminal.scrollToTop();
  else if (lines === Infinity) terminal.scrollToBottom();
  else terminal.scrollLines(lines);
}
