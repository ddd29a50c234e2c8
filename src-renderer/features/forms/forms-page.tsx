import { IconClipboardCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { asId, type StepId } from '../../../src-shared/base/ids.ts';
import { finalSignatures } from '../../../src-shared/report/signature-views.ts';
import { casesOf, formProgress } from '../../../src-shared/run/forms-gate.ts';
import { hashOf } from '../../state/route-store.ts';
import { allFailedCases, failedCases } from '../../state/failed-cases.ts';
import { useRun } from '../../state/run-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailMark } from '../../ui/fail-mark.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { EndedNote } from './ended-note.tsx';
import { FormPanel } from './form-panel.tsx';
import classes from './forms-page.module.css';
import { formsTexts } from './forms-texts.ts';
import { SignPanel } from './sign-panel.tsx';
import { SignResult } from './sign-result.tsx';
import { useWriting } from './use-writing.ts';
import { WrittenText } from './written-text.tsx';

export interface FormsPageProps {
  /** A form or case that the route names. */
  readonly item: string | undefined;
}

const finalPage = 'final';

/** All forms of the run with what is open on each, and the final page that affirms them. */
export function FormsPage({ item }: FormsPageProps) {
  const words = useTexts(formsTexts);
  const state = useRun((run) => run.state);
  const { forms } = state.plan;
  if (forms.length === 0) {
    return (
      <EmptyState icon={IconClipboardCheck} title={words.noForms}>
        {words.noFormsText}
      </EmptyState>
    );
  }
  const named = forms.find((form) => item === form.id || item?.startsWith(`${form.id}/`) === true)?.id;
  const open = forms.find((form) => formProgress(state, form.id).open.length > 0)?.id;
  const shown: string = item === finalPage ? finalPage : (named ?? open ?? forms[0]?.id ?? finalPage);
  return (
    <div className={classes['page']}>
      <FormList shown={shown} />
      <div className={classes['paper']}>
        {shown === finalPage ? <FinalPage /> : <FormPanel key={shown} form={asId<StepId>(shown)} at={item} />}
      </div>
    </div>
  );
}

function FormList({ shown }: { readonly shown: string }) {
  const words = useTexts(formsTexts);
  const run = useRun(({ opened }) => opened.run);
  const state = useRun((view) => view.state);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const signed = finalSignatures(state).every((one) => one.state === 'signed');
  const allFails = [...allFailedCases(state).values()].flat().length;
  const link = (id: string) => hashOf({ screen: 'run', run, tab: 'forms', item: id });
  return (
    <nav ref={list} className={classes['list']} aria-label={words.forms}>
      {state.plan.forms.map((form) => {
        const step = state.steps.get(form.id);
        const fails = failedCases(state, form.id).length;
        const given = casesOf(form).filter(({ id }) => state.cases.get(id)?.verdicts.length).length;
        return (
          <a key={form.id} href={link(form.id)} aria-current={shown === form.id ? 'page' : undefined}>
            <StateMark state={step?.state ?? 'waiting'} fails={fails} />
            <span className={classes['title']}>{form.title}</span>
            <FailMark fails={fails} plain={step?.state === 'passed'} />
            <span className={classes['count']}>
              {given}/{casesOf(form).length}
            </span>
          </a>
        );
      })}
      <a href={link(finalPage)} aria-current={shown === finalPage ? 'page' : undefined}>
        <StateMark state={signed ? 'passed' : 'waiting'} fails={allFails} />
        <span className={classes['title']}>{words.final}</span>
      </a>
    </nav>
  );
}

/** What is affirmed over all forms, signed by tester and witness. */
function FinalPage() {
  const words = useTexts(formsTexts);
  const state = useRun((view) => view.state);
  const signatures = finalSignatures(state);
  const writing = useWriting(signatures.some((one) => one.state === 'signed'));
  return (
    <article className={classes['final']} aria-label={words.final}>
      <h2>{words.final}</h2>
      <EndedNote writing={writing} />
      <SignResult />
      <WrittenText
        kind="exceptions"
        subject="run"
        label={words.exceptions}
        hint={words.exceptionsHint}
        text={state.comments['exceptions:run']?.text}
        writable={writing.may === 'yes'}
      />
      {signatures.map((one) => (
        <SignPanel key={one.subject} subject={one.subject} role={one.role} told />
      ))}
    </article>
  );
}
