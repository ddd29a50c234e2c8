import { Type } from 'typebox';
import { closed, oneOrMore, stepRef, text } from '../field.ts';

/** Evidence of a case: a script, the result of a step, or what a person attaches. */
export const evidenceField = Type.Union(
  [
    Type.Enum(['required', 'optional']),
    Type.Object(
      {
        on: oneOrMore({ title: 'Hosts', description: 'A target, group or `forEach` name.', examples: ['server'] }),
        run: text({
          title: 'Script',
          description: 'A script whose output is the evidence.',
          examples: ['ps -e -o comm='],
        }),
      },
      closed,
    ),
    Type.Object(
      {
        step: stepRef({
          title: 'Step',
          description: 'Takes over the result of that step.',
          examples: ['activate/role'],
        }),
      },
      closed,
    ),
  ],
  {
    shared: 'evidence',
    title: 'Evidence',
    description:
      '`{ on, run }` is taken by the app; `{ step }` takes over the result of a step; `required` or `optional` asks a person for a file. The verdict is always the tester’s.',
    examples: [{ on: 'server', run: 'ps -e -o comm=' }, { step: 'activate/role' }, 'required'],
  },
);
