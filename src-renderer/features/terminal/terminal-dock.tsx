import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { StepId } from '../../../src-shared/base/ids.ts';
import { stepOf } from '../../../src-shared/run/plan-index.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { AddShell } from './add-shell.tsx';
import { chooseTab, setDockPlace, shownTabs, useDockChoice } from './dock-choice.ts';
import { DockStrip } from './dock-strip.tsx';
import { DockTools } from './dock-tools.tsx';
import { dockTabs, type DockTab } from './dock-tabs.ts';
import { OpenShellButton, useStepShells } from './open-shell-button.tsx';
import classes from './terminal-dock.module.css';
import { terminalTexts } from './terminal-texts.ts';
import type { TerminalView } from './terminal-view.ts';
import './terminal-colours.css';

// The terminal is large, and the first screen does not need it.
const TerminalPane = lazy(async () => ({ default: (await import('./terminal-pane.tsx')).TerminalPane }));

export interface TerminalDockProps {
  readonly step: StepId | undefined;
}

/** The terminals of a step, or of the whole run: one tab for each host and attempt, one or two of them in sight. */
export function TerminalDock({ step }: TerminalDockProps) {
  const state = useRun((run) => run.state);
  const choice = useDockChoice();
  const before = useRef<string>(undefined);
  const tabs = dockTabs(state, step);
  const { first, second } = shownTabs(tabs, choice, step, before.current);
  const active = choice.active === 'second' && second !== undefined ? second : first;
  const dock = useDock(first?.id);
  useEffect(() => {
    before.current = first?.id;
  });
  const choose = (id: string): void => {
    useDockChoice.setState({ step, first: first?.id, second: second?.id });
    chooseTab(id);
  };
  const panes = [
    { slot: 'first', tab: first },
    { slot: 'second', tab: second },
  ] as const;
  return (
    <div ref={dock.place} className={classes['dock']}>
      <div className={classes['head']}>
        <DockStrip
          tabs={tabs}
          chosen={active?.id}
          beside={active === first ? second?.id : first?.id}
          ofRun={step === undefined}
          onChoose={choose}
          onEnter={() => dock.enter(active?.id)}
        >
          <AddShell step={step} />
        </DockStrip>
        <DockTools
          canSplit={tabs.length > 1}
          selection={() => (active === undefined ? '' : (dock.views.get(active.id)?.terminal.getSelection() ?? ''))}
          onSearch={() => dock.search(active?.id)}
          onLeave={() => dock.place.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()}
        />
      </div>
      <div className={classes['panes']}>
        {first === undefined ? <NoTabs step={step} /> : null}
        <Suspense fallback={null}>
          {panes.map(({ slot, tab }) =>
            tab === undefined ? null : (
              <DockPane
                key={tab.id}
                tab={tab}
                chosen={second !== undefined && tab === active}
                dock={dock}
                onChoose={() => useDockChoice.setState({ active: slot })}
              />
            ),
          )}
        </Suspense>
      </div>
    </div>
  );
}

interface Dock {
  readonly place: React.RefObject<HTMLDivElement | null>;
  readonly views: Map<string, TerminalView>;
  /** The tab in which somebody searches. */
  readonly searched: string | undefined;
  readonly search: (tab: string | undefined) => void;
  /** Gives the keyboard to the terminal of a tab, or to its text. */
  readonly enter: (tab: string | undefined) => void;
}

function useDock(shown: string | undefined): Dock {
  const place = useRef<HTMLDivElement>(null);
  const [views] = useState(() => new Map<string, TerminalView>());
  const [searched, search] = useState<string>();
  useEffect(() => {
    setDockPlace(place.current ?? undefined);
    return () => setDockPlace(undefined);
  }, [shown]);
  const enter = (tab: string | undefined): void => {
    const element = tab === undefined ? undefined : views.get(tab)?.terminal.element;
    const typing = element?.querySelector<HTMLElement>('textarea:enabled');
    (typing ?? element?.closest<HTMLElement>('[tabindex="0"]'))?.focus();
  };
  return { place, views, searched, search, enter };
}

interface DockPaneProps {
  readonly tab: DockTab;
  readonly chosen: boolean;
  readonly dock: Dock;
  readonly onChoose: () => void;
}

function DockPane({ tab, chosen, dock, onChoose }: DockPaneProps) {
  const { views, searched, search } = dock;
  const here = useRun(({ held }) => held === 'here');
  const keep = useCallback(
    (view: TerminalView | undefined) => {
      if (view === undefined) views.delete(tab.id);
      else views.set(tab.id, view);
    },
    [views, tab.id],
  );
  return (
    <TerminalPane
      // Of a run that was let go, and of one that is taken, the output is somewhere else from then on.
      key={String(here)}
      tab={tab}
      chosen={chosen}
      searching={searched === tab.id}
      onSearchClose={() => {
        search(undefined);
        views.get(tab.id)?.terminal.focus();
      }}
      onChoose={onChoose}
      onView={keep}
    />
  );
}

const byPeople: ReadonlySet<string> = new Set(['manual', 'choose', 'sign', 'wait']);
const settled: ReadonlySet<string> = new Set(['passed', 'skipped', 'not-applicable', 'undone']);

/** Nothing ran yet; a step that is done in a terminal offers its hosts. */
function NoTabs({ step }: TerminalDockProps) {
  const words = useTexts(terminalTexts);
  const within = useStepShells(step);
  const never = useRun(({ state }) => {
    const own = step === undefined ? undefined : stepOf(state, step);
    return own !== undefined && (byPeople.has(own.action.kind) || settled.has(state.steps.get(own.id)?.state ?? ''));
  });
  if (within !== undefined) {
    return (
      <div className={classes['empty']}>
        <p>{words.workHere}</p>
        {within.hosts.map((host) => (
          <OpenShellButton key={host} host={host} step={step} primary />
        ))}
      </div>
    );
  }
  const said = step === undefined ? words.nothingYetRun : never ? words.nothingHere : words.nothingYet;
  return <p className={classes['empty']}>{said}</p>;
}
