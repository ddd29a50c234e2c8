import type { ReactNode } from 'react';
import classes from './new-run.module.css';

export interface PartProps {
  /** Where the summary leads to. */
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  /** Full width under its heading, for what is wide. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A part of the page, in any order: what it is at the left, what is to be said at the right. */
export function Part({ id, title, lead, wide = false, children }: PartProps) {
  return (
    <section
      id={partId(id)}
      className={classes['part']}
      data-wide={wide || undefined}
      aria-labelledby={`${partId(id)}-title`}
    >
      <div className={classes['partHead']}>
        <h2 id={`${partId(id)}-title`} tabIndex={-1}>
          {title}
        </h2>
        {lead === undefined ? null : <p>{lead}</p>}
      </div>
      <div className={classes['partBody']}>{children}</div>
    </section>
  );
}

function partId(id: string): string {
  return `part-${id}`;
}

/** Brings a part into sight and puts the keyboard into its first field. */
export function goToPart(id: string): void {
  const part = document.getElementById(partId(id));
  part?.scrollIntoView({ block: 'start' });
  const field = part?.querySelector<HTMLElement>('input:not([disabled]), select, textarea, button:not([disabled])');
  const heading = part?.querySelector('h2');
  (field ?? heading)?.focus({ preventScroll: true });
}
