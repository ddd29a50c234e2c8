import { Type } from 'typebox';
import { envField } from '../env-field.ts';
import { closed, duration, flag, oneOrMore, text } from '../field.ts';
import { expectField } from './expect.ts';
import { manualField } from './manual.ts';

/** What takes a step back: a script, a person's act, what stood there before, or the reason why there can be none. */
export const undoField = Type.Object(
  {
    run: Type.Optional(
      text({
        title: 'Script',
        description: 'Runs on each host that the step started on.',
        examples: ['sudo -n systemctl start tvox'],
      }),
    ),
    manual: Type.Optional(manualField),
    restore: Type.Optional(
      Type.Literal(true, {
        title: 'What was there',
        description:
          'On `dns` and `copy`: puts back what the step found before it changed anything, which is kept in the record. Where it changed nothing, nothing is put back.',
        examples: [true],
      }),
    ),
    none: Type.Optional(
      text({
        title: 'None, because',
        description: 'Why there can be none.',
        examples: ['The import replaced the database.'],
      }),
    ),
    title: Type.Optional(
      text({ title: 'Title', description: 'One line for people.', examples: ['Start the service again'] }),
    ),
    on: Type.Optional(
      oneOrMore({ title: 'Hosts', description: 'Other hosts than those of the step.', examples: ['client'] }),
    ),
    env: Type.Optional(envField),
    expect: Type.Optional(expectField),
    timeout: Type.Optional(duration({ title: 'Timeout', description: 'Ends the remote process.', examples: ['5m'] })),
    takes: Type.Optional(
      duration({ title: 'Expected duration', description: 'For the rollback estimate.', examples: ['2m'] }),
    ),
    tty: Type.Optional(
      flag({ title: 'With a terminal', description: 'Gives the script a pseudo-terminal.', default: false }),
    ),
  },
  {
    ...closed,
    title: 'Undo',
    description:
      'What takes the step back in a rollback: exactly one of `run`, `manual`, `restore`, `none`. `run` inherits `on` and `env` of its step.',
    examples: [
      { manual: 'Power the master on and wait for its console.' },
      { run: 'sudo -n systemctl start tvox' },
      { restore: true },
      { none: 'The import replaced the database.' },
    ],
  },
);
export const undoKinds = ['run', 'manual', 'restore', 'none'] as const;
