import { assertNever } from '../../../src-shared/base/assert-never.ts';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import type { Acceptance, Lack } from '../../../src-shared/run/acceptance.ts';
import { hashOf } from '../../state/route-store.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './report-page.module.css';
import { reportWords } from './report-texts.ts';

/** What keeps the report from being final, each a way to where it can be mended. */
export function OutstandingItems({ acceptance }: { readonly acceptance: Acceptance }) {
  const words = useTexts(reportWords);
  const run = useRun(({ opened }) => opened.run);
  const plan = useRun(({ opened }) => opened.plan);
  const { lacks } = acceptance;
  const said = (lack: Lack): string => {
    switch (lack.kind) {
      case 'run-open':
        return words.lack[lack.kind]('');
      case 'verdict':
      case 'agreement':
        return words.lack[lack.kind](lack.case);
      case 'unknown':
      case 'owed':
        return words.lack[lack.kind](lack.step);
      case 'signature':
        return words.lackSignature(roleTitle(plan, lack.role), lack.subject, lack.optional, lack.scripted);
      default:
        return assertNever(lack, 'what is outstanding');
    }
  };
  return (
    <section>
      <h3>{words.outstanding}</h3>
      {lacks.length === 0 ? <p className={classes['quiet']}>{words.nothingOutstanding}</p> : null}
      <ul className={classes['lacks']}>
        {lacks.map((lack, at) => (
          <li key={at}>
            <a href={hashOf({ screen: 'run', run, ...placeOf(lack) })}>{said(lack)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function placeOf(lack: Lack): { readonly tab: 'forms' | 'cockpit'; readonly item?: string } {
  switch (lack.kind) {
    case 'run-open':
      return { tab: 'cockpit' };
    case 'verdict':
    case 'agreement':
      return { tab: 'forms', item: lack.case };
    case 'unknown':
    case 'owed':
      return { tab: 'cockpit', item: lack.step };
    case 'signature':
      return { tab: 'forms', item: lack.subject.startsWith('final/') ? 'final' : lack.subject };
    default:
      return assertNever(lack, 'what is outstanding');
  }
}
