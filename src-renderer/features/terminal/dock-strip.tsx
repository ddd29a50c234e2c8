import { IconTerminal2, IconX } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { core } from '../../platform/core.ts';
import { useRun } from '../../state/run-context.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './dock-strip.module.css';
import { attemptMark, type DockTab, type ShellTab } from './dock-tabs.ts';
import { shellTexts } from './shell-texts.ts';
import { terminalTexts } from './terminal-texts.ts';

export interface DockStripProps {
  readonly tabs: readonly DockTab[];
  /** The tab of the active pane. */
  readonly chosen: string | undefined;
  /** The tab of the other pane. */
  readonly beside: string | undefined;
  /** Several steps are among them: each tab names its own. */
  readonly ofRun: boolean;
  readonly onChoose: (id: string) => void;
  /** Into the terminal of the tab. */
  readonly onEnter: () => void;
  /** Stands after the last tab. */
  readonly children: ReactNode;
}

/** The tabs: arrows move among them, as everywhere. */
export function DockStrip({ tabs, chosen, beside, ofRun, onChoose, onEnter, children }: DockStripProps) {
  const words = useTexts(terminalTexts);
  const strip = useRef<HTMLDivElement>(null);
  // Of forty hosts the one that is shown is in sight, whoever chose it.
  useEffect(() => {
    strip.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen, tabs.length]);
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || (event.key === 'Enter' && isOnTab(event))) {
      event.preventDefault();
      onEnter();
      return;
    }
    const at = tabs.findIndex(({ id }) => id === chosen);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.id);
    strip.current?.querySelectorAll<HTMLElement>('[role="tab"]')[tabs.indexOf(next)]?.focus();
  };
  return (
    <div className={classes['strip']}>
      <div ref={strip} className={classes['tabs']} role="tablist" aria-label={words.tabs} onKeyDown={move}>
        {tabs.map((tab) => (
          <div key={tab.id} className={classes['tab']} data-chosen={tab.id === chosen} data-beside={tab.id === beside}>
            <button
              type="button"
              role="tab"
              className={classes['name']}
              aria-selected={tab.id === chosen}
              tabIndex={tab.id === chosen || (chosen === undefined && tab === tabs[0]) ? 0 : -1}
              title={titleOf(tab)}
              onClick={() => onChoose(tab.id)}
            >
              <TabName tab={tab} ofRun={ofRun} />
            </button>
            {tab.kind === 'shell' ? <CloseShell tab={tab} /> : null}
          </div>
        ))}
      </div>
      {children}
    </div>
  );
}

function isOnTab({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.getAttribute('role') === 'tab';
}

function TabName({ tab, ofRun }: { readonly tab: DockTab; readonly ofRun: boolean }) {
  const words = useTexts(terminalTexts);
  const host = tab.host === 'app' ? words.app : tab.host;
  if (tab.kind === 'shell') {
    return (
      <>
        <IconTerminal2 size={15} aria-hidden /> {host}
        <small>{tab.shell.closed === undefined ? words.open : words.closed}</small>
      </>
    );
  }
  return (
    <>
      {host}
      {ofRun ? <small>{tab.stepTitle}</small> : null}
      {tab.numbered ? <small>{words.attempt(tab.attempt.number)}</small> : null}
      <StateMark state={attemptMark(tab.attempt)} size={14} still />
    </>
  );
}

function titleOf(tab: DockTab): string {
  return tab.kind === 'attempt' ? tab.stepTitle : (tab.shell.reason ?? tab.shell.by.name);
}

/** A terminal that is open is closed at once: what ran in it ends with it, as at any desk. */
function CloseShell({ tab }: { readonly tab: ShellTab }) {
  const words = useTexts(shellTexts);
  const run = useRun(({ opened }) => opened.run);
  const here = useRun(({ held }) => held === 'here');
  if (tab.shell.closed !== undefined || !here) return null;
  return (
    <button
      type="button"
      className={classes['close']}
      aria-label={`${words.close}: ${tab.host}`}
      title={words.close}
      onClick={() => {
        // What could not be closed is still open: its tab says so.
        core.call('terminal.close', { run, terminal: tab.shell.terminal }).catch(() => undefined);
      }}
    >
      <IconX size={13} aria-hidden />
    </button>
  );
}
