import { IconAlertTriangle, IconCheck, IconCircleDashed, IconLoader2, type Icon } from '@tabler/icons-react';
import { InlineMarkdown } from '../../ui/markdown-text.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { checklistTexts, type CheckState } from './checklist-texts.ts';
import classes from './new-run.module.css';
import { goToPart } from './part.tsx';

export interface Check {
  /** The part of the page that it is about. */
  readonly id: string;
  readonly title: string;
  readonly state: CheckState;
  /** What is so, or what is still to be done. */
  readonly text: string;
}

const looks: Readonly<Record<CheckState, { readonly icon: Icon; readonly colour: string }>> = {
  done: { icon: IconCheck, colour: 'var(--passed)' },
  missing: { icon: IconAlertTriangle, colour: 'var(--person)' },
  open: { icon: IconCircleDashed, colour: 'var(--quiet)' },
  working: { icon: IconLoader2, colour: 'var(--running)' },
};

/** What is done and what is missing, part by part; each line leads to its part. */
export function Checklist({ label, checks }: { readonly label: string; readonly checks: readonly Check[] }) {
  const words = useTexts(checklistTexts);
  return (
    <nav aria-label={label} className={classes['checklist']}>
      <ul>
        {checks.map(({ id, title, state, text }) => {
          const { icon: Icon, colour } = looks[state];
          return (
            <li key={id}>
              <button type="button" onClick={() => goToPart(id)}>
                <Icon size={16} stroke={2.2} style={{ color: colour }} role="img" aria-label={words[state]} />
                <span>
                  <span className={classes['checkTitle']}>{title}</span>
                  <span className={classes['checkText']} data-state={state}>
                    <InlineMarkdown text={text} />
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
