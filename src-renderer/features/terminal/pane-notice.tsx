import { ErrorNote } from '../../ui/error-note.tsx';
import { useSaid } from '../../ui/use-said.ts';
import { useTexts } from '../../ui/use-texts.ts';
import type { DockTab } from './dock-tabs.ts';
import { OpenShellButton } from './open-shell-button.tsx';
import classes from './pane-notice.module.css';
import { terminalTexts } from './terminal-texts.ts';
import type { Pane } from './use-pane.ts';

export interface PaneNoticeProps {
  readonly tab: DockTab;
  readonly pane: Pane;
}

/** What a terminal cannot say itself: that it is being read, has nothing, could not be read, or is over. */
export function PaneNotice({ tab, pane }: PaneNoticeProps) {
  const words = useTexts(terminalTexts);
  const { source, state, notSent } = pane;
  if (source === undefined) return <NoOutput tab={tab} />;
  if (state?.kind === 'failed') {
    return (
      <div className={classes['whole']}>
        <ErrorNote error={state.error} onRetry={pane.reload} />
      </div>
    );
  }
  return (
    <div className={classes['foot']}>
      {state?.kind === 'reading' ? <p role="status">{words.reading}</p> : null}
      {notSent === undefined ? null : <p role="alert">{words.notSent(notSent)}</p>}
    </div>
  );
}

function NoOutput({ tab }: { readonly tab: DockTab }) {
  const words = useTexts(terminalTexts);
  const said = useSaid();
  if (tab.kind === 'shell') {
    return (
      <div className={classes['whole']}>
        <p>{words.noRecording}</p>
        <ShellEnd tab={tab} />
      </div>
    );
  }
  const { ended } = tab.attempt;
  const scripted = tab.scripted ? words.noRecording : words.noOutput;
  return (
    <div className={classes['whole']}>
      <p>{ended === undefined ? words.noOutputYet : scripted}</p>
      {ended === undefined || ended.why === '' ? null : <p className={classes['why']}>{said(ended.why)}</p>}
    </div>
  );
}

/** How a shell ended, what that means, and the way to a new one. */
export function ShellEnd({ tab }: { readonly tab: DockTab }) {
  const words = useTexts(terminalTexts);
  if (tab.kind !== 'shell' || tab.shell.closed === undefined) return null;
  const { closed, step } = tab.shell;
  return (
    <div className={classes['end']} role="status">
      <span>
        <strong>{words.end(closed.end)}</strong> {words.afterEnd(closed.end)}
      </span>
      <OpenShellButton host={tab.host} step={step} />
    </div>
  );
}
