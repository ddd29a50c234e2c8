import {
  IconArrowBackUp,
  IconCheck,
  IconCircleDashed,
  IconHandStop,
  IconHourglass,
  IconLoader2,
  IconPlayerPause,
  IconQuestionMark,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import classes from './now-line.module.css';
import { nowSentence, type NowTone } from './now-words.ts';

const looks: Readonly<Record<NowTone, { readonly icon: Icon; readonly colour: string }>> = {
  person: { icon: IconHandStop, colour: 'var(--person)' },
  stop: { icon: IconHandStop, colour: 'var(--failed)' },
  running: { icon: IconLoader2, colour: 'var(--running)' },
  failed: { icon: IconX, colour: 'var(--failed)' },
  unknown: { icon: IconQuestionMark, colour: 'var(--unknown)' },
  owed: { icon: IconHourglass, colour: 'var(--owed)' },
  hold: { icon: IconPlayerPause, colour: 'var(--person)' },
  quiet: { icon: IconCircleDashed, colour: 'var(--soft)' },
  passed: { icon: IconCheck, colour: 'var(--passed)' },
  doubtful: { icon: IconCheck, colour: 'var(--soft)' },
  undone: { icon: IconArrowBackUp, colour: 'var(--soft)' },
};

/** What happens now, and who must act: the one headline of a run's pages, told to screen readers when it changes. */
export function NowLine() {
  const state = useRun((run) => run.state);
  const language = useSettings((settings) => settings.language);
  const held = useRun((run) => run.held);
  const now = useMemo(() => nowSentence(state, language, held), [state, language, held]);
  const { icon: Icon, colour } = looks[now.tone];
  return (
    <div className={classes['line']}>
      <Icon
        size={26}
        stroke={2}
        color={colour}
        aria-hidden
        className={now.tone === 'running' ? classes['moving'] : undefined}
      />
      <h1 className={classes['words']} aria-live="polite" title={now.what ?? now.lead}>
        {now.tone === 'stop' ? <strong style={{ color: colour }}>{now.lead}</strong> : now.lead}
        {now.who === undefined ? null : (
          <>
            {' '}
            <em style={{ color: colour }}>{now.who}</em>
          </>
        )}
        {now.what === undefined ? null : `: ${now.what}`}
        {now.more === undefined || now.more === '' ? null : <small> {now.more}</small>}
      </h1>
    </div>
  );
}
