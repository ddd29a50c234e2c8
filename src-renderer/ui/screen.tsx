import type { ReactNode } from 'react';
import classes from './screen.module.css';

export interface ScreenProps {
  readonly title: string;
  /** One line under the title. */
  readonly lead?: ReactNode;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** Tabs under the title. */
  readonly tabs?: ReactNode;
  /** The content scrolls by itself and fills the height. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** A screen with its one headline; only its content scrolls. */
export function Screen({ title, lead, actions, tabs, fill = false, children }: ScreenProps) {
  return (
    <section className={classes['screen']} aria-label={title}>
      <header className={classes['head']}>
        <div className={classes['titles']}>
          <h1>{title}</h1>
          {lead === undefined ? null : <div className={classes['lead']}>{lead}</div>}
        </div>
        {actions === undefined ? null : <div className={classes['actions']}>{actions}</div>}
      </header>
      {tabs}
      <div className={fill ? classes['fill'] : classes['content']}>{children}</div>
    </section>
  );
}
