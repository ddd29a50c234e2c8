import { Tooltip } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { endWords } from '../../../src-shared/report/step-words.ts';
import { reportTexts } from '../../../src-shared/report/report-texts.ts';
import { hashOf } from '../../state/route-store.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { clockText, useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import type { DockTab } from './dock-tabs.ts';
import classes from './pane-label.module.css';
import { terminalTexts } from './terminal-texts.ts';
import type { Pane } from './use-pane.ts';

export interface PaneLabelProps {
  readonly tab: DockTab;
  readonly pane: Pane;
}

/** One line over the terminal: whose output, who may type, recorded where, how long; and the way to its older part. */
export function PaneLabel({ tab, pane }: PaneLabelProps) {
  const words = useTexts(terminalTexts);
  const name = tab.host === 'app' ? words.app : tab.host;
  const met = tab.kind === 'attempt' && (tab.attempt.ended?.matched.length ?? 0) > 0 && pane.source !== undefined;
  return (
    <div className={classes['label']}>
      <code className={classes['host']} title={pane.title === '' ? undefined : words.lastTitle(pane.title)}>
        {name}
      </code>
      {pane.stderr ? <span className={classes['stderr']}>{words.stderr}</span> : null}
      {met ? <span className={classes['met']}>{words.met}</span> : null}
      <span className={classes['space']} />
      <Older tab={tab} pane={pane} />
      {pane.interactive ? <kbd className={classes['hint']}>{words.leaveHint}</kbd> : null}
      <span className={classes['how']}>
        <How tab={tab} pane={pane} /> <Elapsed tab={tab} />
      </span>
    </div>
  );
}

function How({ tab, pane }: PaneLabelProps) {
  const words = useTexts(terminalTexts);
  const held = useRun((run) => run.held);
  const soFar = { here: words.recording, elsewhere: words.recordedElsewhere, free: words.recordedLeft }[held];
  const ended = tab.kind === 'attempt' ? tab.attempt.ended : tab.shell.closed;
  if (ended !== undefined) return `${words.viewOnly} · ${words.recorded} ·`;
  if (pane.interactive) return `${words.typedHere(tab.host)} ·`;
  return `${words.viewOnly} · ${soFar} ·`;
}

function Elapsed({ tab }: { readonly tab: DockTab }) {
  const language = useSettings((settings) => settings.language);
  const ended = tab.kind === 'attempt' ? tab.attempt.ended : tab.shell.closed;
  if (ended === undefined) return <Since at={tab.kind === 'attempt' ? tab.attempt.startedAt : tab.shell.openedAt} />;
  const end = tab.kind === 'attempt' ? tab.attempt.ended?.end : undefined;
  return (
    <>
      {clockText(ended.durationMs)}
      {end === undefined ? null : ` · ${endWords(end, reportTexts(language))}`}
    </>
  );
}

function Since({ at }: { readonly at: string }) {
  return clockText(Math.max(0, useNow() - Date.parse(at)));
}

/** To the replay, which has all of it; named "older part" where the screen does not have the beginning. */
function Older({ tab, pane }: PaneLabelProps) {
  const words = useTexts(terminalTexts);
  const run = useRun(({ opened }) => opened.run);
  const recording = tab.kind === 'attempt' ? tab.attempt.ended?.recording : tab.shell.closed?.recording;
  if (recording === undefined) return null;
  const older = pane.state?.kind === 'whole' && pane.state.older;
  return (
    <Tooltip label={words.olderTitle}>
      <a className={classes['older']} href={hashOf({ screen: 'run', run, tab: 'recordings', item: recording.file })}>
        <IconHistory size={14} aria-hidden />
        {older ? words.older : words.replay}
      </a>
    </Tooltip>
  );
}
