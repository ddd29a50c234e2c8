import { visibleText } from '../../../src-shared/plan/visible-text.ts';
import { useSaid } from '../../ui/use-said.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './copy-result.module.css';
import shared from './new-run.module.css';
import type { CheckRow } from './preflight-rows.ts';
import { preflightTexts } from './preflight-texts.ts';
import { ResultMark } from './result-mark.tsx';

/** What a copy would do to its files now: whoever approves sees the lines that change before anything is written. */
export function CopyResult({ row: { step, taken }, running }: { readonly row: CheckRow; readonly running: boolean }) {
  const words = useTexts(preflightTexts);
  const said = useSaid();
  const [first = '', ...lines] = (taken?.detail ?? '').split('\n');
  const look = taken === undefined && running ? 'running' : 'plain';
  const word = taken === undefined ? (running ? words.waiting : '–') : words.copied[taken.result];
  return (
    <li className={shared['result']}>
      <div>
        {step.title}
        <div className={shared['mono']}>{step.id}</div>
      </div>
      <div className={shared['resultMark']}>
        <ResultMark look={look} word={word} />
      </div>
      <div className={shared['resultBody']}>
        {taken === undefined ? null : <p className={shared['quiet']}>{said(visibleText(first))}</p>}
        {lines.length === 0 ? null : <Difference lines={lines} label={words.differenceOf(step.title)} />}
      </div>
    </li>
  );
}

/** Colour only repeats the sign that each line begins with. A long one is scrolled to, also by keyboard. */
function Difference({ lines, label }: { readonly lines: readonly string[]; readonly label: string }) {
  return (
    <pre className={classes['difference']} tabIndex={0} aria-label={label}>
      {lines.map((line, at) => (
        <span key={at} className={classes[kindOf(line)]}>
          {visibleText(line)}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

function kindOf(line: string): 'added' | 'removed' | 'same' {
  if (line.startsWith('+') && !line.startsWith('+++ ')) return 'added';
  return line.startsWith('-') && !line.startsWith('--- ') ? 'removed' : 'same';
}
