import type { PlanFault } from '../app/load-plan.ts';
import type { Screen } from './screen.ts';
import { harmless, toned } from './terminal-text.ts';

/** Each problem at its place, as editors and people find it: `file:line:column`, then what is wrong and its code. */
export function printProblems(screen: Screen, problems: readonly PlanFault[]): void {
  for (const { file, line, column, code, severity, message } of problems) {
    const word = severity === 'error' ? toned('bad', 'error') : toned('wait', 'hint ');
    screen.line(`${harmless(file)}:${line}:${column}  ${word}  ${harmless(message)}  [${code}]`);
  }
}

/** `2 errors, 1 hint`. */
export function countedProblems(problems: readonly PlanFault[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const hints = problems.length - errors;
  return `${errors} ${errors === 1 ? 'error' : 'errors'}, ${hints} ${hints === 1 ? 'hint' : 'hints'}`;
}
