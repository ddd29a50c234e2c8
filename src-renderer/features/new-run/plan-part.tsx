import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { remedies } from '../../../src-shared/base/error-codes.ts';
import type { MadePlanFault } from '../../../src-shared/rpc/library-calls.ts';
import { problemRemedies } from '../../../src-shared/runbook/finding.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { allowedHosts } from './draft.ts';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';
import { Part } from './part.tsx';
import { PlanView } from './plan-view.tsx';
import { summaryTexts } from './summary-texts.ts';
import type { NewRun } from './use-new-run.ts';

/** The plan as it would be frozen now, or what keeps it from being made. */
export function PlanPart({ run }: { readonly run: NewRun }) {
  const words = useTexts(newRunTexts);
  const summary = useTexts(summaryTexts);
  const { planned, runbook, draft, practice } = run;
  const allowed = useMemo(() => allowedHosts({ allow: draft.allow }), [draft.allow]);
  const broken = runbook.kind === 'there' && runbook.view.document === undefined ? runbook.view.problems : [];
  const problems: readonly MadePlanFault[] = [...broken, ...planned.problems];
  const idle = planned.made === undefined && problems.length === 0 && planned.error === undefined;
  return (
    <Part id="plan" title={words.sections.plan} lead={words.leads.plan} wide>
      {runbook.kind === 'failed' ? <ErrorNote error={runbook.error} /> : null}
      {planned.error === undefined ? null : <ErrorNote error={planned.error} onRetry={run.planAgain} />}
      {problems.length === 0 ? null : <Problems problems={problems} />}
      {planned.made === undefined ? null : (
        <PlanView
          plan={planned.made.plan}
          planHash={planned.made.planHash}
          mode={draft.mode}
          practice={practice}
          allowed={allowed}
        />
      )}
      {idle && runbook.kind !== 'failed' ? (
        <p className={classes['quiet']}>{planned.pending ? summary.planning : summary.planNotYet}</p>
      ) : null}
    </Part>
  );
}

/** Each problem with its place and its remedy; those that only follow from a wrong value are left out. */
function Problems({ problems }: { readonly problems: readonly MadePlanFault[] }) {
  const words = useTexts(summaryTexts);
  const shown = withoutConsequences(problems);
  const left = problems.length - shown.length;
  return (
    <div role="alert">
      <p className={classes['bad']}>{words.problemsLead}</p>
      <ul className={classes['list']}>
        {shown.map((problem) => (
          <li key={`${problem.file}:${problem.line}:${problem.message}`} className={classes['problem']}>
            <IconAlertTriangle size={18} aria-hidden />
            <div>
              <p>{problem.message}</p>
              <p className={classes['quiet']}>{remedyOf(problem.code)}</p>
              <p className={classes['mono']}>
                {/* A value that was typed here stands in no file. */}
                {problem.path === '' && problem.code === 'plan.parameter-invalid'
                  ? words.typedHere
                  : `${problem.file}, ${words.line(problem.line)}`}{' '}
                <code>{problem.code}</code>
              </p>
            </div>
          </li>
        ))}
      </ul>
      {left === 0 ? null : <p className={classes['quiet']}>{words.following(left)}</p>}
    </div>
  );
}

function withoutConsequences(problems: readonly MadePlanFault[]): readonly MadePlanFault[] {
  const values = problems.some(({ code }) => code === 'plan.parameter-invalid' || code === 'plan.parameter-missing');
  return values ? problems.filter(({ code }) => code !== 'plan.template-failed') : problems;
}

function remedyOf(code: MadePlanFault['code']): string {
  const all: Readonly<Record<string, string>> = { ...problemRemedies, ...remedies };
  return all[code] ?? '';
}
