import { Type } from 'typebox';
import { closed, text } from '../field.ts';
import { askField, evidenceWanted } from './ask.ts';

/** `terminal`: an interactive terminal on a host. Text alone means `{ instructions: TEXT }`. */
export const terminalField = Type.Union(
  [
    Type.String({ minLength: 1 }),
    Type.Object(
      {
        instructions: text({
          title: 'Instructions',
          description: 'What the operator shall do there. May hold templates.',
        }),
        ask: Type.Optional(askField),
        evidence: Type.Optional(evidenceWanted),
      },
      closed,
    ),
  ],
  {
    title: 'Interactive terminal',
    description:
      'A person works in a terminal on a host of `on`, as often as needed, then confirms; `guard`, `by`, `takes` and `undo` are those of `manual`. Each line that is typed is in the deviation register with its time; what the host does not echo (a password) is kept as a number of characters only, and so is a line of a shell that draws every key anew. All output is in the recording. The variables of `env` are offered to the host, which takes those that its sshd allows (`AcceptEnv`). The terminal closes with its step. `terminal: TEXT` means `{ instructions: TEXT }`.',
    examples: [
      'Check the queue with `asterisk -rvvv`, then leave the console.',
      { instructions: 'Look into the log of {{ targets.client.host.name }}.', evidence: 'required' },
    ],
  },
);
