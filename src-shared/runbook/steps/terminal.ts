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
      'Opens a terminal on the host of `on`; the operator works, then confirms. What was typed is in the deviation log. `terminal: TEXT` means `{ instructions: TEXT }`.',
    examples: ['Check the queue with `asterisk -rvvv`, then leave the console.'],
  },
);
