import { create } from 'zustand';
import type { StepId } from '../../../src-shared/base/ids.ts';
import { preferredTab, type DockTab } from './dock-tabs.ts';
import type { TerminalSize } from './terminal-view.ts';

interface DockChoice {
  /** What the step was when the choice was made: for another one it no longer counts. */
  readonly step: StepId | undefined;
  /** Tabs chosen by hand; without them the dock shows what counts. */
  readonly first: string | undefined;
  readonly second: string | undefined;
  readonly split: boolean;
  readonly active: 'first' | 'second';
}

/** What is looked at in the dock; kept while other pages of the run are shown. */
export const useDockChoice = create<DockChoice>()(() => ({
  step: undefined,
  first: undefined,
  second: undefined,
  split: false,
  active: 'first',
}));

/** Puts a tab into the pane that is active. */
export function chooseTab(id: string): void {
  useDockChoice.setState(({ active }) => (active === 'first' ? { first: id } : { second: id }));
}

export interface ShownTabs {
  readonly first: DockTab | undefined;
  readonly second: DockTab | undefined;
}

/**
 * The tabs that are shown. What was chosen by hand stays for its step, and a shell that is open stays in any case: nothing is
 * taken from under somebody's fingers. `before`: what was shown; while it runs, nothing else comes in its place.
 */
export function shownTabs(
  tabs: readonly DockTab[],
  choice: Pick<DockChoice, 'step' | 'first' | 'second' | 'split'>,
  step: StepId | undefined,
  before: string | undefined,
): ShownTabs {
  const chosen = (id: string | undefined): DockTab | undefined =>
    tabs.find((tab) => tab.id === id && (choice.step === step || isOpenShell(tab)));
  const running = tabs.find((tab) => tab.id === before && tab.kind === 'attempt' && tab.attempt.ended === undefined);
  const first = chosen(choice.first) ?? running ?? preferredTab(tabs);
  const second = choice.split
    ? (chosen(choice.second) ?? preferredTab(tabs.filter((tab) => tab !== first)))
    : undefined;
  return { first, second: second === first ? undefined : second };
}

function isOpenShell(tab: DockTab): boolean {
  return tab.kind === 'shell' && tab.shell.closed === undefined;
}

let place: HTMLElement | undefined;

/** Where the dock stands on the page; undefined when it is gone. */
export function setDockPlace(element: HTMLElement | undefined): void {
  place = element;
}

/** What a terminal in the dock will hold, so that a shell begins with it; cells of the font are 0.6 by 1.4 of its size. */
export function dockSize(fontSize: number): TerminalSize {
  const width = (place?.clientWidth ?? 800) - 34;
  const height = (place?.clientHeight ?? 480) - 64;
  return {
    columns: Math.min(1000, Math.max(20, Math.floor(width / (fontSize * 0.6)))),
    rows: Math.min(1000, Math.max(4, Math.floor(height / (fontSize * 1.4)))),
  };
}
