import { Anchor, Checkbox } from '@mantine/core';
import type { RunEntry } from '../../../src-shared/rpc/run-calls.ts';
import { hashOf } from '../../state/route-store.ts';
import { useSettings } from '../../state/settings-store.ts';
import { RunMark } from '../../ui/run-mark.tsx';
import { dateText, zoneText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { historyWords } from './history-texts.ts';
import classes from './history.module.css';

export interface RunRowProps {
  readonly run: RunEntry;
  readonly picked: boolean;
  readonly onPick: (picked: boolean) => void;
}

/** Under way by its record. */
const moving: ReadonlySet<string> = new Set(['running', 'paused', 'rolling-back']);
const begun: ReadonlySet<string> = new Set(['draft', 'preflight', 'approved']);

/** One run: what it was, how it stands, and where to go from here. */
export function RunRow({ run, picked, onPick }: RunRowProps) {
  const words = useTexts(historyWords);
  const language = useSettings((settings) => settings.language);
  const link = (tab: 'prepare' | 'cockpit' | 'report' | 'recordings') => hashOf({ screen: 'run', run: run.run, tab });
  const about = [run.about.customer, run.about.site, run.about.change].filter((one) => one !== undefined);
  if (run.problem !== undefined) return <BrokenRow run={run} />;
  return (
    <li className={classes['run']}>
      <Checkbox
        aria-label={words.pick(run.run)}
        checked={picked}
        onChange={(event) => onPick(event.currentTarget.checked)}
      />
      <div className={classes['what']}>
        <Anchor href={link(begun.has(run.state) ? 'prepare' : 'cockpit')} className={classes['title']}>
          {run.runbook.title}
        </Anchor>
        <p>
          {[words[run.mode], ...about].join(' · ')} · <code>{run.run}</code>
        </p>
      </div>
      <div>
        <RunMark run={run} />
        <p>{doubtsOf(run, words).join(' · ')}</p>
      </div>
      <div>
        <span>
          {dateText(run.createdAt, run.about.zone, language)}{' '}
          <small className={classes['zone']}>{zoneText(run.createdAt, run.about.zone)}</small>
        </span>
        <p>{run.people.map(({ name }) => name).join(', ')}</p>
      </div>
      <nav className={classes['links']} aria-label={run.run}>
        <a href={link('report')}>{words.report}</a>
        <a href={link('recordings')}>{words.recordings}</a>
        {run.state === 'sealed' ? <a href={hashOf({ screen: 'new-run', follow: run.run })}>{words.follow}</a> : null}
      </nav>
    </li>
  );
}

function doubtsOf(run: RunEntry, words: (typeof historyWords)['en']): readonly string[] {
  const { cases, pass, fail, other } = run.verdicts;
  // A run whose program was closed or killed goes on only when somebody opens it.
  const left = run.held === 'free' && moving.has(run.state);
  return [
    run.waitsFor.length === 0 ? '' : words.waitsFor(run.waitsFor.join(', ')),
    cases === 0 ? '' : `${pass + fail + other}/${cases} ${words.verdicts}`,
    fail === 0 ? '' : `${fail} FAIL`,
    run.owed === 0 ? '' : words.owed(run.owed),
    run.unknown === 0 ? '' : words.unknown(run.unknown),
    run.held === 'here' ? words.heldHere : run.held === 'elsewhere' ? words.heldElsewhere : left ? words.left : '',
  ].filter((one) => one !== '');
}

/** A folder that cannot be read as a run stays in sight, with why. */
function BrokenRow({ run }: { readonly run: RunEntry }) {
  const words = useTexts(historyWords);
  return (
    <li className={classes['run']} data-broken="true">
      <span />
      <div className={classes['what']}>
        <strong>{words.broken}</strong>
        <p>
          <code>{run.folder}</code>
        </p>
        <p>{run.problem}</p>
      </div>
    </li>
  );
}
