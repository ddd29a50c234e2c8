import { IconX } from '@tabler/icons-react';
import type { CaseId, StepId } from '../../../src-shared/base/ids.ts';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import { reportTexts } from '../../../src-shared/report/report-texts.ts';
import { acceptanceOf, type Acceptance } from '../../../src-shared/run/acceptance.ts';
import { indexOf } from '../../../src-shared/run/plan-index.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { allFailedCases, failedCases } from '../../state/failed-cases.ts';
import { hashOf } from '../../state/route-store.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { failsWords } from '../../ui/step-states.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { resultTexts, type ResultWords } from './result-texts.ts';
import classes from './sign-result.module.css';

/** What is about to be signed comes to, said before anybody signs: of one form, or, without one, of the whole run. */
export function SignResult({ form }: { readonly form?: StepId }) {
  const words = useTexts(resultTexts);
  const failing = useTexts(failsWords);
  const state = useRun((run) => run.state);
  const failed = form === undefined ? [...allFailedCases(state).values()].flat() : failedCases(state, form);
  if (failed.length > 0) {
    return (
      <div className={classes['result']} data-bad role="status">
        <p>
          <IconX size={16} stroke={2.6} aria-hidden /> <strong>{failing(failed.length)}</strong>:{' '}
          {words.notAccepted(state.endedAt !== undefined)}
        </p>
        {state.sealed === undefined ? <FailedCases cases={failed} /> : null}
      </div>
    );
  }
  return form === undefined ? <RunResult state={state} /> : null;
}

/** Each with the way to it: what was mended is tested again before it is signed. */
function FailedCases({ cases }: { readonly cases: readonly CaseId[] }) {
  const words = useTexts(resultTexts);
  const run = useRun(({ opened }) => opened.run);
  const plan = useRun(({ opened }) => opened.plan);
  return (
    <p>
      {words.again}{' '}
      {cases.map((id, at) => (
        <span key={id}>
          {at === 0 ? '' : ', '}
          <a href={hashOf({ screen: 'run', run, tab: 'forms', item: id })}>{caseName(plan, id)}</a>
        </span>
      ))}
    </p>
  );
}

/** As it prints: `2.3 of Acceptance of voice-c`. */
function caseName(plan: RunState['plan'], id: CaseId): string {
  const form = indexOf(plan).case.get(id)?.form;
  const number = form?.groups.flatMap(({ cases }, group) =>
    cases.flatMap((one, at) => (one.id === id ? [`${group + 1}.${at + 1}`] : [])),
  )[0];
  return `${form?.title ?? ''} ${number ?? id}`.trim();
}

function RunResult({ state }: { readonly state: RunState }) {
  const words = useTexts(resultTexts);
  const { outcome } = reportTexts(useSettings(({ language }) => language));
  const acceptance = acceptanceOf(state);
  const { cases, open, pass, fail, other, refused } = acceptance;
  if (cases === 0) return null;
  const who = refused.map((role) => roleTitle(state.plan, role)).join(', ');
  return (
    <div className={classes['result']} data-bad={refused.length > 0} role="status">
      <p>
        {outcome.verdicts(cases - open, cases)}: {outcome.counts(pass, fail, other)}.{' '}
        {refused.length > 0 ? words.refused(who) : willRead(acceptance, words, outcome)}
      </p>
    </div>
  );
}

function willRead(
  { open, other, agreedCaveats, accepted }: Acceptance,
  words: ResultWords,
  outcome: ReturnType<typeof reportTexts>['outcome'],
): string {
  if (open > 0) return words.open;
  if (other > agreedCaveats) return words.notAgreed(other - agreedCaveats);
  const sentence = other === 0 ? outcome.accepted : outcome.acceptedWith(other);
  return accepted === true ? words.reads(sentence) : words.willRead(sentence);
}
