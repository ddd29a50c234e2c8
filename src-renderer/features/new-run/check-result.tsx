import { shownDescription } from '../../../src-shared/run/context.ts';
import { useRun } from '../../state/run-context.tsx';
import { MarkdownText } from '../../ui/markdown-text.tsx';
import { useSaid } from '../../ui/use-said.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { AcceptProblem } from './accept-problem.tsx';
import classes from './new-run.module.css';
import type { CheckRow } from './preflight-rows.ts';
import { preflightTexts } from './preflight-texts.ts';
import { ResultMark } from './result-mark.tsx';

export interface CheckResultProps {
  readonly row: CheckRow;
  readonly required: boolean;
  readonly running: boolean;
}

/** A check as it was at preflight. What is not required is neither good nor bad yet. */
export function CheckResult({ row: { step, taken, accepted }, required, running }: CheckResultProps) {
  const words = useTexts(preflightTexts);
  const said = useSaid();
  const problem = required && taken !== undefined && taken.result !== 'true';
  const description = useRun(({ state }) => shownDescription(state, step));
  return (
    <li className={classes['result']}>
      <div>
        {step.title}
        <div className={classes['mono']}>{step.id}</div>
      </div>
      <div className={classes['resultMark']}>
        <CheckMark row={{ step, taken, accepted }} required={required} running={running} />
      </div>
      <div className={classes['resultBody']}>
        {taken === undefined ? null : <p className={problem ? undefined : classes['quiet']}>{said(taken.detail)}</p>}
        {/* What it means that it does not hold is asked here, before somebody accepts it. */}
        {problem && description !== undefined ? (
          <div className={classes['quiet']}>
            <MarkdownText text={description} />
          </div>
        ) : null}
        {accepted === undefined ? null : (
          <p className={classes['warn']}>{words.accepted(accepted.by.name, accepted.reason)}</p>
        )}
        {problem && accepted === undefined && !running ? <AcceptProblem subject={step.id} what={step.title} /> : null}
      </div>
    </li>
  );
}

function CheckMark({ row: { taken, accepted }, required, running }: CheckResultProps) {
  const words = useTexts(preflightTexts);
  if (taken === undefined) {
    return running ? <ResultMark look="running" word={words.waiting} /> : <ResultMark look="plain" word="–" />;
  }
  const word = { true: words.isTrue, false: words.isFalse, 'not-taken': words.notTakenCheck }[taken.result];
  if (!required) return <ResultMark look="plain" word={word} />;
  if (taken.result === 'true') return <ResultMark look="good" word={word} />;
  return <ResultMark look={accepted === undefined ? 'bad' : 'accepted'} word={word} />;
}
