import { assertNever } from '../../../src-shared/base/assert-never.ts';
import { asId, type CaseId, type StepId, type SubjectId } from '../../../src-shared/base/ids.ts';
import type { Plan } from '../../../src-shared/plan/plan.ts';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import type { Acceptance, Lack } from '../../../src-shared/run/acceptance.ts';
import { indexOf } from '../../../src-shared/run/plan-index.ts';
import { hashOf } from '../../state/route-store.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './report-page.module.css';
import { reportWords, type ReportWords } from './report-texts.ts';

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
        return words.lack[lack.kind](caseWords(plan, lack.case));
      case 'unknown':
      case 'owed':
        return words.lack[lack.kind](stepWords(plan, lack.step));
      case 'signature':
        return words.lackSignature(
          roleTitle(plan, lack.role),
          subjectWords(plan, lack.subject, words),
          lack.optional,
          lack.scripted,
        );
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

function caseWords(plan: Plan, id: CaseId): string {
  const found = indexOf(plan).case.get(id);
  return found === undefined ? id : `${found.form.title}: ${found.case.title ?? found.case.procedure}`;
}

function stepWords(plan: Plan, id: StepId): string {
  return indexOf(plan).step.get(id)?.title ?? id;
}

function subjectWords(plan: Plan, subject: SubjectId, words: ReportWords): string {
  if (subject.startsWith('final/')) return words.finalPage;
  const gate = asId<StepId>(subject.slice(0, subject.lastIndexOf('/sign/')));
  return indexOf(plan).form.get(gate)?.title ?? stepWords(plan, gate);
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
