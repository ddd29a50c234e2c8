import { Type } from 'typebox';
import { closed, freeMap, text } from '../field.ts';
import { evidenceField } from './evidence.ts';

/** Who signs a form: role -> whether it must. */
export const signField = freeMap(Type.Enum(['required', 'optional']), {
  shared: 'sign',
  title: 'Signatures',
  description:
    'Who signs, and whether it must: roles of `people`. Without it the tester must, and the witness where `people.witness` is not optional.',
  examples: [{ tester: 'required', witness: 'optional' }],
});

/** `test`: a form of one case. */
export const testField = Type.Object(
  {
    procedure: text({ title: 'Procedure', description: 'What is done.', examples: ['Call an internal number.'] }),
    expected: text({
      title: 'Expected',
      description: 'What must be seen for PASS.',
      examples: ['It rings and both sides hear each other.'],
    }),
    evidence: Type.Optional(evidenceField),
    sign: Type.Optional(signField),
  },
  {
    ...closed,
    title: 'One test case',
    description: 'A form of one case, in place. The tester gives PASS, FAIL or OTHER.',
    examples: [{ procedure: 'Call an internal number.', expected: 'It rings and both sides hear each other.' }],
  },
);
