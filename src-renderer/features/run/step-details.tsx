import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import { reportTexts } from '../../../src-shared/report/report-texts.ts';
import {
  actionWords,
  endWords,
  envWords,
  expectationWords,
  isScript,
  undoWords,
} from '../../../src-shared/report/step-words.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { clockText, timeText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './step-details.module.css';
import { leftOutTexts } from './left-out.ts';
import { stepTexts } from './step-texts.ts';

export interface StepDetailsProps {
  readonly step: PlanStep;
  readonly run: StepRunState | undefined;
  /** Before its turn, and where something is wrong, the command is what people want to see. */
  readonly open: boolean;
}

/** The very command, what it must show, its variables, every attempt, and how it is undone. */
export function StepDetails({ step, run, open }: StepDetailsProps) {
  const words = useTexts(stepTexts);
  const leftOut = useTexts(leftOutTexts);
  const texts = reportTexts(useSettings((settings) => settings.language));
  const plan = useRun(({ opened }) => opened.plan);
  const expectations = expectationWords(step, texts);
  const variables = envWords(step, texts);
  const undo = undoWords(step, texts);
  const byPerson = step.action.kind === 'manual' || step.action.kind === 'form' || step.action.kind === 'sign';
  const outputs = Object.entries(run?.outputs ?? {});
  return (
    <details className={classes['details']} open={open}>
      <summary>
        <IconChevronRight size={14} aria-hidden /> {words.details} <code>{step.id}</code>
      </summary>
      <dl>
        {byPerson && run?.asked !== undefined ? null : (
          <Entry name={words.what}>
            <pre className={isScript(step) ? classes['script'] : classes['prose']}>
              {actionWords(plan, step, texts)}
            </pre>
          </Entry>
        )}
        {step.when === undefined ? null : (
          <Entry name={leftOut.when}>
            <pre className={classes['script']}>{step.when}</pre>
          </Entry>
        )}
        {expectations.length === 0 ? null : (
          <Entry name={words.expected}>
            <ul>
              {expectations.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </Entry>
        )}
        {variables.length === 0 ? null : <Pairs name={words.variables} pairs={variables} />}
        {outputs.length === 0 ? null : (
          <Pairs name={words.outputs} pairs={outputs.map(([id, value]) => [id, plain(value)] as const)} />
        )}
        {undo === undefined ? null : (
          <Entry name={words.undo('').replace(/[: ]+$/, '')}>
            <pre className={step.undo?.kind === 'run' ? classes['script'] : classes['prose']}>{undo}</pre>
          </Entry>
        )}
        {run === undefined ? null : <Attempts run={run} />}
      </dl>
    </details>
  );
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function Entry({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Pairs({ name, pairs }: { readonly name: string; readonly pairs: readonly (readonly [string, string])[] }) {
  return (
    <Entry name={name}>
      {pairs.map(([id, value]) => (
        <div key={id} className={classes['pair']}>
          <code>{id}</code> {value}
        </div>
      ))}
    </Entry>
  );
}

/** Every attempt stays in sight: a second one does not hide what the first one showed. */
function Attempts({ run }: { readonly run: StepRunState }) {
  const words = useTexts(stepTexts);
  const language = useSettings((settings) => settings.language);
  const zone = useRun(({ state }) => state.created?.about.zone ?? 'UTC');
  const attempts = run.hosts.flatMap(({ host, attempts: own }) => own.map((attempt) => ({ host, attempt })));
  if (attempts.length === 0) return null;
  return (
    <Entry name={words.history}>
      <table className={classes['attempts']}>
        <tbody>
          {attempts.map(({ host, attempt: { number, startedAt, ended } }) => (
            <tr key={`${host} ${number}`}>
              <td>{timeText(startedAt, zone, language)}</td>
              <td>
                <code>{host === 'app' ? words.app : host}</code> {number}
              </td>
              <td>{ended === undefined ? words.runsThere : endWords(ended.end, reportTexts(language))}</td>
              <td>{ended === undefined ? '' : clockText(ended.durationMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Entry>
  );
}
