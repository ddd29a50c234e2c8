import { Type } from 'typebox';
import { closed, flag, list, namedMap, text } from '../field.ts';

/** What a person is asked; the answers become outputs of the step. */
export const askField = namedMap(
  Type.Object(
    {
      title: Type.Optional(text({ description: 'The question, as shown.', examples: ["Carrier's ticket"] })),
      description: Type.Optional(text({ description: 'More words below the question.' })),
      type: Type.Optional(
        Type.Enum(['string', 'hostname', 'ip', 'port', 'integer', 'number', 'boolean', 'duration', 'choice'], {
          description: 'The type of the answer.',
          default: 'string',
        }),
      ),
      choices: Type.Optional(
        list(Type.String(), {
          description: 'The answers to choose from, for `type: choice`.',
          examples: [['SNOM', 'Polycom']],
        }),
      ),
      required: Type.Optional(flag({ description: 'Whether it must be answered.', default: false })),
    },
    closed,
  ),
  {
    shared: 'ask',
    title: 'Questions',
    description: 'Questions to the person; each answer becomes an output of that name.',
    examples: [{ ticket: { title: "Carrier's ticket", type: 'string', required: true } }],
  },
);

/** Whether a person's evidence is asked for. */
export const evidenceWanted = Type.Enum(['required', 'optional'], {
  title: 'Evidence of a person',
  description:
    'Whether a file, photo or note must be attached before it can be confirmed; without the key none is asked for.',
  examples: ['required'],
});
