import { Type } from 'typebox';
import { closed, flag, name, text } from '../field.ts';

/** `sign`: a sign-off gate. */
export const signStepField = Type.Object(
  {
    who: name({ title: 'Who', description: 'The role of `people` that signs.', examples: ['tester'] }),
    meaning: Type.Optional(
      Type.Enum(['executed', 'witnessed', 'accepts', 'affirms', 'approves'], {
        title: 'Meaning',
        description:
          'What the signature means: executed, witnessed, accepts for the customer, affirms the contents, approves.',
        default: 'affirms',
        examples: ['accepts'],
      }),
    ),
    optional: Type.Optional(
      flag({ title: 'Optional', description: 'May stay unsigned; the run goes on.', default: false }),
    ),
    statement: Type.Optional(
      text({
        title: 'Statement',
        description: 'The sentence that is shown and signed; may hold templates.',
        examples: ['The service runs on the standby.'],
      }),
    ),
  },
  {
    ...closed,
    title: 'Sign-off gate',
    description: 'Nothing behind it starts until the person has signed.',
    examples: [{ who: 'tester', meaning: 'affirms', statement: 'The service runs on the standby.' }],
  },
);
