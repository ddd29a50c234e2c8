import { Type } from 'typebox';
import { cel, closed, name, text } from '../field.ts';

/** `choose`: a person picks one of several; the pick is `.choice`. */
export const chooseField = Type.Object(
  {
    by: Type.Optional(name({ title: 'Who', description: 'A role of `people`.', default: 'operator' })),
    options: Type.Union(
      [
        Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
        cel({ description: 'CEL that gives a list of texts.' }),
      ],
      {
        title: 'Options',
        description: 'A list, or CEL that gives a list of texts.',
        examples: [['newest', 'older'], 'steps["find/backups"].outputs.names'],
      },
    ),
    default: Type.Optional(
      text({
        title: 'Default',
        description: 'The option that stands first; may hold a template.',
        examples: ['newest'],
      }),
    ),
  },
  {
    ...closed,
    title: 'A person chooses',
    description: 'A person picks one option; later steps read it as `steps["phase/step"].choice`.',
    examples: [{ by: 'operator', options: ['newest', 'older'], default: 'newest' }],
  },
);
