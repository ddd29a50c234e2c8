/**
 * Every code that a person can see, with its remedy. `docs/errors.md` is made from this list.
 * Codes of problems in a runbook or inventory begin with `runbook.`, `inventory.` or `yaml.`.
 */
export const remedies = {
  'usage.bad-arguments': 'Read the command’s help (`drillbook help <command>`) and call it again.',
  'file.not-readable': 'Check the path and that this user may read the file.',
  'file.not-writable': 'Check the folder, its free space and that this user may write there.',
  'run.refused': 'The run’s state does not allow this now; the message says what would.',
  'run.locked': 'Another Drillbook holds this run. Close it there, or wait until it ends.',
  'plan.no-executor': 'A step kind of this plan cannot be run by this version. Use a newer one, or replace the step.',
  'step.cancelled': 'A person stopped it. Decide the step when you are ready.',
  'step.timed-out': 'Nothing ended within the step’s timeout. Look at the host before you decide.',
  'lab.cannot-start':
    'End the other practice lab on this machine. Where only 127.0.0.1 is a loopback address (macOS), add 127.42.0.11, .12 and .21 to the loopback interface.',
  'expression.failed': 'Mend the expression, or what it reads: docs/runbook-format.md lists what it may name.',
} as const satisfies Readonly<Record<string, string>>;

export type ErrorCode = keyof typeof remedies;
