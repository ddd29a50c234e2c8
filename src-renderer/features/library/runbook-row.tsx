import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { RunbookEntry } from '../../../src-shared/rpc/library-calls.ts';
import { hashOf } from '../../state/route-store.ts';
import { InlineMarkdown } from '../../ui/markdown-text.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { LastRuns } from './last-runs.tsx';
import { libraryTexts } from './library-texts.ts';
import classes from './runbook-row.module.css';
import { nameOfRunbook } from './search-runbooks.ts';
import { Validity } from './validity.tsx';

export interface RunbookRowProps {
  readonly entry: RunbookEntry;
  /** Takes the focus whenever this changes to a number: somebody came here by key. */
  readonly turn: number | undefined;
  readonly onFocus: () => void;
}

/** One runbook: what it is, whether it can be used, how it went, and the way to a new run. */
export function RunbookRow({ entry, turn, onFocus }: RunbookRowProps) {
  const words = useTexts(libraryTexts);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (turn !== undefined) link.current?.focus();
  }, [turn]);
  const name = nameOfRunbook(entry);
  const faulty = entry.errors > 0;
  const facts = [
    words.counts(entry.phases, entry.steps, entry.cases),
    entry.rto === undefined ? undefined : words.rto(entry.rto),
    entry.version === '' ? undefined : words.version(entry.version),
    entry.owner,
    entry.shipped ? words.shipped : undefined,
  ].filter((one) => one !== undefined);
  return (
    <article className={classes['row']} aria-label={name}>
      <div className={classes['what']}>
        <h3>
          <a
            ref={link}
            href={hashOf({ screen: 'runbook', file: entry.file, tab: faulty ? 'problems' : 'overview' })}
            onFocus={onFocus}
          >
            {name}
          </a>
        </h3>
        {entry.summary === undefined ? null : (
          <p className={classes['summary']}>
            <InlineMarkdown text={entry.summary} />
          </p>
        )}
        <p className={classes['facts']}>
          {facts.join(' · ')} · <code>{entry.shown}</code>
        </p>
      </div>
      <div className={classes['state']}>
        <Validity errors={entry.errors} hints={entry.hints} />
      </div>
      <div className={classes['runs']}>
        <LastRuns runs={entry.lastRuns} />
      </div>
      <div className={classes['act']}>
        <RunbookAction entry={entry} name={name} />
      </div>
    </article>
  );
}

/** A faulty runbook cannot be run: the way to mend it stands in the place of the run. */
function RunbookAction({ entry, name }: Pick<RunbookRowProps, 'entry'> & { readonly name: string }) {
  const words = useTexts(libraryTexts);
  const { file, errors } = entry;
  return errors > 0 ? (
    <Button component="a" size="xs" variant="default" href={hashOf({ screen: 'runbook', file, tab: 'edit' })}>
      {words.mend}
    </Button>
  ) : (
    <Button
      component="a"
      size="xs"
      variant="outline"
      href={hashOf({ screen: 'new-run', runbook: file })}
      aria-label={words.newRunOf(name)}
    >
      {words.newRun}
    </Button>
  );
}
