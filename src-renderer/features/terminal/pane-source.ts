import type { DockTab } from './dock-tabs.ts';
import { recordingName } from './dock-tabs.ts';
import type { Source } from './source.ts';
import type { ViewOptions } from './terminal-view.ts';

/** What the core asks of a host for a step with `tty: true`. */
export const ttyColumns = 200;

/**
 * Where the text of a tab is now; undefined where there is none. `here`: this process runs it. A run of another program is
 * read from its file so far; of what was interrupted only the file is left, which no fact vouches for.
 */
export function sourceOf(tab: DockTab, here: boolean): Source | undefined {
  const name = tab.kind === 'attempt' ? recordingName(tab.step, tab.attempt.number, tab.host) : tab.shell.recordingName;
  const soFar: Source = { kind: 'recording', file: `recordings/${name}.cast` };
  if (tab.kind === 'attempt' && !tab.scripted) return undefined;
  const ended = tab.kind === 'attempt' ? tab.attempt.ended : tab.shell.closed;
  if (ended === undefined) return here ? { kind: 'live', name } : soFar;
  const { recording, end } = ended;
  if (recording !== undefined) return { kind: 'recording', file: recording.file };
  return end.kind === 'interrupted' ? soFar : undefined;
}

/** A person works in it now, from this program. */
export function isWorkedIn(tab: DockTab, here: boolean): boolean {
  return tab.kind === 'shell' && tab.shell.closed === undefined && here;
}

/** Output that was made for a width keeps it; other output is as wide as its place. */
export function fixedOf(tab: DockTab): ViewOptions['fixed'] {
  if (tab.kind === 'attempt') return tab.tty ? { columns: ttyColumns } : undefined;
  const { columns, rows, closed } = tab.shell;
  return closed === undefined ? { columns, rows } : { columns };
}
