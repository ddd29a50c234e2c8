import { useState } from 'react';
import { IconCircle, IconCircleFilled } from '@tabler/icons-react';
import { peopleViews } from '../../../src-shared/report/person-words.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { HandOverDialog } from './hand-over-dialog.tsx';
import classes from './people-panel.module.css';
import { sideTexts } from './side-texts.ts';
import { useCanAct } from '../../ui/use-send.tsx';

/** Who holds which role, and who held it before. */
export function PeoplePanel() {
  const words = useTexts(sideTexts);
  const state = useRun((run) => run.state);
  const canAct = useCanAct() && state.name !== 'sealed';
  const [asked, setAsked] = useState<string>();
  return (
    <section className={classes['panel']} aria-label={words.people}>
      <h2>{words.people}</h2>
      <ul>
        {peopleViews(state).map(({ role, roleTitle, name, organisation, before }) => (
          <li key={role} title={[name, organisation].filter((one) => one !== undefined).join(', ')}>
            {name === undefined ? <IconCircle size={10} aria-hidden /> : <IconCircleFilled size={10} aria-hidden />}
            <span className={classes['who']}>
              <span>{roleTitle}</span>{' '}
              <span className={classes['soft']}>
                {name ?? words.nobody}
                {before.length === 0 ? '' : ` · ${words.before(before.map((one) => one.name).join(', '))}`}
              </span>
            </span>
            {canAct ? (
              <button
                type="button"
                className={classes['change']}
                onClick={() => setAsked(role)}
                aria-label={`${roleTitle}: ${words.change}`}
              >
                {words.change}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {asked === undefined ? null : <HandOverDialog role={asked} onClose={() => setAsked(undefined)} />}
    </section>
  );
}
