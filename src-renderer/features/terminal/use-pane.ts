import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { useTexts } from '../../ui/use-texts.ts';
import type { DockTab } from './dock-tabs.ts';
import { fixedOf, isWorkedIn, sourceOf } from './pane-source.ts';
import { connectShell, type ShellLine } from './shell-line.ts';
import { connectSource, type Source, type SourceState } from './source.ts';
import { terminalTexts } from './terminal-texts.ts';
import { openView, type TerminalView } from './terminal-view.ts';
import { whenOpen } from './when-open.ts';

export interface Pane {
  /** Where the terminal is put. */
  readonly host: RefObject<HTMLDivElement | null>;
  readonly view: TerminalView | undefined;
  readonly source: Source | undefined;
  readonly state: SourceState | undefined;
  /** Keys go to the host. */
  readonly interactive: boolean;
  readonly stderr: boolean;
  /** Counts the moments in which all that came was on the screen. */
  readonly settled: number;
  readonly title: string;
  /** Why what was typed did not arrive. */
  readonly notSent: string | undefined;
  /** Reads it again, from where it is now. */
  readonly reload: () => void;
}

/** A tab in its place on the page: the terminal, what fills it, and the line to its host where a person works in it. */
export function usePane(tab: DockTab): Pane {
  const host = useRef<HTMLDivElement>(null);
  const run = useRun(({ opened }) => opened.run);
  const here = useRun(({ held }) => held === 'here');
  const words = useTexts(terminalTexts);
  const { fontSize, scheme } = useLook();
  // A view goes on as it began: when its attempt ends it has all of it, and nothing must jump.
  const [begun, setBegun] = useState(() => ({ source: sourceOf(tab, here), worked: isWorkedIn(tab, here) }));
  const [view, setView] = useState<TerminalView>();
  const [state, setState] = useState<SourceState>();
  const [seen, setSeen] = useState({ stderr: false, settled: 0, title: '' });
  const [notSent, setNotSent] = useState<string>();
  const latest = useLatest({ tab, words, fontSize, scheme });
  const { source, worked } = begun;
  const interactive = worked && isWorkedIn(tab, here);
  useEffect(() => {
    view?.setLook(fontSize, scheme);
  }, [view, fontSize, scheme]);
  useEndedInput(view, worked && !interactive);
  useEffect(() => {
    const element = host.current;
    if (element === null || source === undefined) return;
    const { tab: shown, ...look } = latest.current;
    let line: ShellLine | undefined;
    const opening = openPane(element, shown, worked, look, {
      onTitle: (title) => setSeen((one) => ({ ...one, title })),
      onResize: (size) => line?.resized(size),
      onIdle: () => {
        line?.caughtUp();
        setSeen((one) => ({ ...one, settled: one.settled + 1 }));
      },
      onStderr: () => setSeen((one) => (one.stderr ? one : { ...one, stderr: true })),
    });
    const stop = whenOpen(opening, (made) => {
      if (worked && shown.kind === 'shell') {
        const { terminal } = shown.shell;
        line = connectShell({
          run,
          terminal,
          view: made,
          onError: setNotSent,
          onDrive: () => made.setFixed(undefined),
        });
        made.terminal.focus();
      }
      setView(made);
      return connectSource(run, source, made, setState);
    });
    return () => {
      stop();
      setView(undefined);
    };
  }, [run, source, worked, latest]);
  const reload = (): void => {
    setState(undefined);
    setSeen({ stderr: false, settled: 0, title: '' });
    setBegun({ source: sourceOf(tab, here), worked: isWorkedIn(tab, here) });
  };
  return { host, view, source, state, interactive, ...seen, notSent, reload };
}

/** What an effect reads when it begins, and which does not begin it again. */
function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}

function useLook() {
  const fontSize = useSettings((settings) => settings.terminalFontSize);
  return { fontSize, scheme: useComputedColorScheme('dark') };
}

function useEndedInput(view: TerminalView | undefined, ended: boolean): void {
  useEffect(() => {
    if (ended) view?.endInput();
  }, [view, ended]);
}

interface Look extends ReturnType<typeof useLook> {
  readonly words: (typeof terminalTexts)['en'];
}

type Events = Pick<Parameters<typeof openView>[1], 'onTitle' | 'onResize' | 'onIdle' | 'onStderr'>;

function openPane(element: HTMLElement, tab: DockTab, interactive: boolean, look: Look, events: Events) {
  const { words, fontSize, scheme } = look;
  return openView(element, {
    fontSize,
    scheme,
    fixed: fixedOf(tab),
    plainLines: tab.kind === 'attempt' && !tab.tty,
    interactive,
    label: interactive ? words.input(tab.host) : words.output(tab.host),
    gapText: (units) => words.gap(Math.max(1, Math.round(units / 1024))),
    ...events,
  });
}
