import type { RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import { hashOf } from '../../state/route-store.ts';
import { useSettings } from '../../state/settings-store.ts';
import { runStateWords } from '../../ui/step-states.ts';
import { dateText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './last-runs.module.css';
import { libraryTexts } from './library-texts.ts';

export interface LastRunsProps {
  readonly runs: readonly RunEntry[];
}

/** Runs of a runbook, newest first: when, in which mode, and how they ended, each a way to the run itself. */
export function LastRuns({ runs }: LastRunsProps) {
  const words = useTexts(libraryTexts);
  const states = useTexts(runStateWords);
  const language = useSettings((settings) => settings.language);
  if (runs.length === 0) return <span className={classes['none']}>{words.noRuns}</span>;
  return (
    <ul className={classes['runs']} aria-label={words.lastRuns}>
      {runs.map(({ run, createdAt, startedAt, about, mode, state, outcome }) => (
        <li key={run}>
          <a href={hashOf({ screen: 'run', run, tab: 'cockpit' })}>
            {dateText(startedAt ?? createdAt, about.zone, language)}
          </a>
          <span>
            {words.modes[mode]} · {outcome?.words[language] ?? states[state]}
          </span>
        </li>
      ))}
    </ul>
  );
}
