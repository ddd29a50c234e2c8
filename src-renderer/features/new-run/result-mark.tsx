import { IconCheck, IconHandStop, IconLoader2, IconMinus, IconMoon, IconX, type Icon } from '@tabler/icons-react';
import classes from './new-run.module.css';

/** How a look at something ended, for its icon and colour; the word beside it says the same. */
export type ResultLook = 'good' | 'bad' | 'accepted' | 'dark' | 'plain' | 'running';

const looks: Readonly<Record<ResultLook, { readonly icon: Icon; readonly colour: string }>> = {
  good: { icon: IconCheck, colour: 'var(--passed)' },
  bad: { icon: IconX, colour: 'var(--failed)' },
  accepted: { icon: IconHandStop, colour: 'var(--person)' },
  dark: { icon: IconMoon, colour: 'var(--quiet)' },
  plain: { icon: IconMinus, colour: 'var(--quiet)' },
  running: { icon: IconLoader2, colour: 'var(--running)' },
};

export function ResultMark({ look, word }: { readonly look: ResultLook; readonly word: string }) {
  const { icon: Icon, colour } = looks[look];
  return (
    <span className={classes['mark']} style={{ color: colour }}>
      <Icon size={16} stroke={2.2} aria-hidden className={look === 'running' ? classes['turning'] : undefined} />
      {word}
    </span>
  );
}
