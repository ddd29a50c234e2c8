import { validate } from '../app/validate.ts';
import type { ExitCode } from './exit-code.ts';
import { countedProblems, printProblems } from './print-problems.ts';
import { createScreen } from './screen.ts';

/** `drillbook validate`: every problem at once; only errors exit 1. The JSON is a list of problems, empty for none. */
export async function validateCommand(files: readonly string[], format: 'text' | 'json'): Promise<ExitCode> {
  const problems = await validate(files);
  if (format === 'json') process.stdout.write(`${JSON.stringify(problems, undefined, 2)}\n`);
  else {
    const screen = createScreen({ input: process.stdin, output: process.stdout });
    printProblems(screen, problems);
    const names = files.length === 1 ? (files[0] ?? '') : `${files.length} files`;
    screen.line(`${names}: ${problems.length === 0 ? 'valid' : countedProblems(problems)}`);
  }
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}
