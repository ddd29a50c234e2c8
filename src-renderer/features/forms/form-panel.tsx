import { useEffect, useMemo, useState } from 'react';
import { asId, type StepId } from '../../../src-shared/base/ids.ts';
import { evidenceRegister } from '../../../src-shared/report/evidence-register.ts';
import { formViews } from '../../../src-shared/report/form-views.ts';
import type { FormView } from '../../../src-shared/report/model.ts';
import { reportTexts } from '../../../src-shared/report/report-texts.ts';
import { formSubject } from '../../../src-shared/run/forms-gate.ts';
import { failedCases } from '../../state/failed-cases.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { FailMark } from '../../ui/fail-mark.tsx';
import { MarkdownText } from '../../ui/markdown-text.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './form-panel.module.css';
import { EndedNote } from './ended-note.tsx';
import { FormGroup } from './form-group.tsx';
import { formsTexts, type FormsWords } from './forms-texts.ts';
import { SignPanel } from './sign-panel.tsx';
import { SignatureLine } from './signature-line.tsx';
import { focusCase, useCaseKeys } from './use-case-keys.ts';
import { useGoingOn } from './use-going-on.ts';
import { useWriting, type Writing } from './use-writing.ts';
import { WrittenText } from './written-text.tsx';

export interface FormPanelProps {
  readonly form: StepId;
  /** A case of it that somebody came for. */
  readonly at?: string | undefined;
}

/** A result form as it will print: cases, expectations, evidence and verdicts, then who signs it. */
export function FormPanel({ form, at }: FormPanelProps) {
  const words = useTexts(formsTexts);
  const state = useRun((run) => run.state);
  const language = useSettings((settings) => settings.language);
  const [chosen, setChosen] = useState<string>();
  const view = useMemo(() => {
    const register = evidenceRegister(state.plan, state, reportTexts(language));
    return formViews(state, register).find(({ id }) => id === form);
  }, [state, form, language]);
  const cases = view?.groups.flatMap((group) => group.cases) ?? [];
  const writing = useWriting(cases.every(({ verdict }) => verdict !== undefined));
  const looked = chosen ?? cases.find(({ verdict }) => verdict === undefined)?.id ?? cases[0]?.id;
  useCaseKeys(
    cases.map(({ id }) => id),
    looked,
    setChosen,
  );
  const goingOn = useGoingOn(cases);
  useEffect(() => {
    if (at !== undefined) focusCase(at);
  }, [at]);
  if (view === undefined) return null;
  const opened = state.steps.get(form)?.startedAt !== undefined;
  const open = cases.filter(({ verdict }) => verdict === undefined).length;
  const writable = writing.may === 'yes';
  const why = opened ? whyNot(writing, words) : words.notOpenYet;
  return (
    <article className={classes['paper']} aria-label={view.title}>
      <FormHead view={view} progress={opened ? (open === 0 ? words.allGiven : words.open(open)) : words.notOpenYet} />
      <EndedNote writing={writing} />
      {view.groups.map((group) => (
        <FormGroup
          key={group.id}
          form={form}
          group={group}
          chosen={looked}
          onChoose={setChosen}
          onGiven={goingOn.given}
          why={why}
          writable={writable}
        />
      ))}
      <WrittenText
        kind="exemptions"
        subject={form}
        label={words.exemptions}
        text={view.exemptions}
        writable={writable}
      />
      <FormSignatures view={view} open={open > 0} toSign={goingOn.toSign} />
    </article>
  );
}

interface FormSignaturesProps {
  readonly view: FormView;
  /** A verdict is missing: nothing can be signed yet. */
  readonly open: boolean;
  readonly toSign: boolean;
}

function FormSignatures({ view: { id, history, signatures }, open, toSign }: FormSignaturesProps) {
  const next = signatures.find(({ state }) => state !== 'signed')?.role;
  return (
    <footer className={classes['signatures']}>
      {history.map((one, at) => (
        <SignatureLine key={`${one.subject} ${at}`} view={one} />
      ))}
      {signatures.map((one) =>
        one.state === 'signed' || open ? (
          <SignatureLine key={one.subject} view={one} />
        ) : (
          <SignPanel
            key={one.subject}
            subject={formSubject(id, asId(one.role))}
            role={one.role}
            atOnce={toSign && one.role === next}
          />
        ),
      )}
    </footer>
  );
}

function whyNot({ may }: Writing, words: FormsWords): string | undefined {
  if (may === 'yes') return undefined;
  if (may === 'sealed') return words.sealed;
  return may === 'not-here' ? words.notHere : words.ended;
}

function FormHead({ view, progress }: { readonly view: FormView; readonly progress: string }) {
  const words = useTexts(formsTexts);
  const fails = useRun(({ state }) => failedCases(state, view.id).length);
  return (
    <header className={classes['head']}>
      <h2>{view.title}</h2>
      {view.host === undefined ? null : (
        <p className={classes['server']}>
          {words.server}: {view.host.name} <code>{view.host.address}</code>
        </p>
      )}
      {view.description === undefined ? null : (
        <div className={classes['description']}>
          <MarkdownText text={view.description} />
        </div>
      )}
      <p className={classes['progress']}>
        {progress} <FailMark fails={fails} />
      </p>
    </header>
  );
}
