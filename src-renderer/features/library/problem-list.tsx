import { IconInfoCircle, IconX } from '@tabler/icons-react';
import { problemRemedies, type Problem } from '../../../src-shared/runbook/finding.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './problem-list.module.css';
import { problemsTexts } from './problems-texts.ts';

export interface ProblemListProps {
  readonly problems: readonly Problem[];
  readonly onOpen: (problem: Problem) => void;
}

/** Each problem: what, where, how to mend it. Pressing it goes to its line. */
export function ProblemList({ problems, onOpen }: ProblemListProps) {
  const words = useTexts(problemsTexts);
  return (
    <ul className={classes['list']} aria-label={words.list}>
      {problems.map((problem, index) => (
        <li key={index}>
          <button type="button" title={words.open(problem.line)} onClick={() => onOpen(problem)}>
            <span className={problem.severity === 'error' ? classes['error'] : classes['hint']}>
              {problem.severity === 'error' ? (
                <IconX size={16} stroke={2.4} aria-hidden />
              ) : (
                <IconInfoCircle size={16} stroke={2} aria-hidden />
              )}
              {problem.severity === 'error' ? words.error : words.hint}
            </span>
            <span className={classes['what']}>
              <strong>{problem.message}</strong>
              <span>
                {words.place(problem.line, problem.column)}
                {problem.path === '' ? '' : ' · '}
                <code>{problem.path}</code>
              </span>
              <span>
                {problemRemedies[problem.code]} <code>{problem.code}</code>
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
