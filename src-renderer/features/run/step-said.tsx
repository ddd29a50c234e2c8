import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { reportedFailure } from '../../../src-shared/run/decide-steps.ts';
import { personWords } from '../../../src-shared/report/person-words.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { timeText } from '../../ui/times.ts';
import { useTexts, type Texts } from '../../ui/use-texts.ts';
import { EvidenceFiles } from './evidence-files.tsx';
import { Instructions } from './instructions.tsx';
import classes from './step-said.module.css';
import { stepTexts } from './step-texts.ts';

/** Of a question that is answered by a tick. */
const answerTexts: Texts<{ readonly yes: string; readonly no: string }> = {
  en: { yes: 'yes', no: 'no' },
  it: { yes: 'sì', no: 'no' },
};

/** What people said of a step that is over, with what they attached. */
export function StepSaid({ step: { action }, run }: { readonly step: PlanStep; readonly run: StepRunState }) {
  const words = useTexts(stepTexts);
  const answers = useTexts(answerTexts);
  const language = useSettings((settings) => settings.language);
  const zone = useRun(({ state }) => state.created?.about.zone ?? 'UTC');
  const { confirmed, choice, asked, reports, decisions, endedAt } = run;
  const time = (iso: string): string => timeText(iso, zone, language);
  const ask = action.kind === 'manual' || action.kind === 'terminal' ? action.ask : {};
  const at = endedAt === undefined ? '' : time(endedAt);
  return (
    <div className={classes['said']}>
      {confirmed === undefined || asked === undefined ? null : <Instructions text={asked.text} />}
      {confirmed === undefined ? null : (
        <div className={classes['card']}>
          <strong>{words.confirmed(personWords(confirmed.by), at)}</strong>
          {confirmed.onWordOf === undefined ? null : (
            <span>
              {' '}
              {words.onWord(confirmed.onWordOf.name, confirmed.onWordOf.organisation, confirmed.onWordOf.how)}
            </span>
          )}
          {confirmed.scripted ? <span className={classes['soft']}> · {words.scripted}</span> : null}
          {confirmed.note === undefined ? null : <p>{confirmed.note}</p>}
          {Object.entries(confirmed.answers).map(([id, value]) => (
            <p key={id}>
              <span className={classes['soft']}>{ask[id]?.title ?? id}:</span>{' '}
              {value === true ? answers.yes : value === false ? answers.no : String(value)}
            </p>
          ))}
          <EvidenceFiles files={confirmed.evidence} />
        </div>
      )}
      {choice === undefined ? null : <p className={classes['card']}>{words.chosen(choice)}</p>}
      {reports.map((report) => (
        <div key={report.at} className={classes['card']}>
          <strong>{words.reported(personWords(report.by), time(report.at))}</strong>
          {report.scripted ? <span className={classes['soft']}> · {words.scripted}</span> : null}
          {/* Why it failed stands above already. */}
          {run.why === reportedFailure(report) ? null : <p>{report.reason}</p>}
          <EvidenceFiles files={report.evidence} />
        </div>
      ))}
      {decisions.map((decision, number) => (
        <div key={number} className={classes['card']}>
          <strong>{words.choices[decision.choice]}</strong> · {personWords(decision.by)}
          {decision.scripted ? <span className={classes['soft']}> · {words.scripted}</span> : null}
          <p>{decision.reason}</p>
          <EvidenceFiles files={decision.evidence} />
        </div>
      ))}
    </div>
  );
}
