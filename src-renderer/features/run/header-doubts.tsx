import { IconHourglass, IconLock, IconQuestionMark, IconX } from '@tabler/icons-react';
import { doubtsOf } from '../../../src-shared/run/acceptance.ts';
import { allFailedCases } from '../../state/failed-cases.ts';
import { useRun } from '../../state/run-context.tsx';
import { hashOf } from '../../state/route-store.ts';
import { failsWords } from '../../ui/step-states.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { headerTexts } from './header-texts.ts';
import classes from './run-header.module.css';

/** What failed its test, what is owed and what is unknown stands on every page until it is settled; each leads to its first step. */
export function HeaderDoubts() {
  const words = useTexts(headerTexts);
  const failing = useTexts(failsWords);
  const state = useRun((run) => run.state);
  const run = useRun(({ opened }) => opened.run);
  const { owed, unknown } = doubtsOf(state);
  const failed = [...allFailedCases(state).values()].flat();
  const to = (item: string | undefined): string =>
    hashOf({ screen: 'run', run, tab: 'cockpit', ...(item === undefined ? {} : { item }) });
  return (
    <>
      {failed.length === 0 ? null : (
        <a
          className={classes['doubt']}
          style={{ color: 'var(--failed)' }}
          href={hashOf({ screen: 'run', run, tab: 'forms', ...(failed[0] === undefined ? {} : { item: failed[0] }) })}
        >
          <IconX size={13} stroke={2.6} aria-hidden />
          {failing(failed.length)}
        </a>
      )}
      {unknown.length === 0 ? null : (
        <a className={classes['doubt']} style={{ color: 'var(--unknown)' }} href={to(unknown[0])}>
          <IconQuestionMark size={13} stroke={2.4} aria-hidden />
          {words.unknown(unknown.length)}
        </a>
      )}
      {owed.length === 0 ? null : (
        <a className={classes['doubt']} style={{ color: 'var(--owed)' }} href={to(owed[0])}>
          <IconHourglass size={13} stroke={2} aria-hidden />
          {words.owed(owed.length)}
        </a>
      )}
      {state.sealed === undefined ? null : (
        <span className={classes['doubt']} style={{ color: 'var(--soft)' }}>
          <IconLock size={13} aria-hidden />
          {words.sealed}
        </span>
      )}
    </>
  );
}
