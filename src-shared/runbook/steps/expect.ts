import { Type } from 'typebox';
import { cel, closed, pattern } from '../field.ts';

const stream = (which: string) => {
  const words = {
    contains: Type.Optional(Type.String({ title: 'Contains', description: 'Holds this text.', examples: ['active'] })),
    matches: Type.Optional(
      pattern({
        title: 'Matches',
        description: 'RE2, searched; `^` and `$` mean the whole text unless `(?m)`.',
        examples: ['role:\\s*active'],
      }),
    ),
    equals: Type.Optional(
      Type.String({ title: 'Equals', description: 'Is this text, one final newline aside.', examples: ['active'] }),
    ),
  };
  return Type.Object(
    {
      ...words,
      not: Type.Optional(
        Type.Union([Type.String({ minLength: 1 }), Type.Object(words, { ...closed, minProperties: 1 })], {
          title: 'Not',
          description: 'None of these may hold; text alone means that it is not contained.',
          examples: [{ matches: '(?i)error' }, 'FAILED'],
        }),
      ),
    },
    {
      ...closed,
      minProperties: 1,
      title: `What ${which} must say`,
      description:
        'All that is given must hold. CRLF counts as LF. Judged on the first and last 1 MiB; `equals` on more fails and says so.',
      examples: [{ matches: 'role:\\s*active' }],
    },
  );
};

/** What makes a script's end a pass. */
export const expectField = Type.Object(
  {
    exit: Type.Optional(
      Type.Union(
        [
          Type.Integer({ minimum: 0, maximum: 255 }),
          Type.Literal('lost'),
          Type.Array(Type.Union([Type.Integer({ minimum: 0, maximum: 255 }), Type.Literal('lost')]), { minItems: 1 }),
        ],
        {
          title: 'Exit status',
          description: 'A number, a list, or `lost`: the link may end, as seen by the running app.',
          default: 0,
          examples: [[0, 'lost']],
        },
      ),
    ),
    stdout: Type.Optional(stream('standard output')),
    stderr: Type.Optional(stream('standard error')),
    that: Type.Optional(
      cel({
        title: 'That',
        description: 'CEL over this host’s captures (`outputs`) and `steps`.',
        examples: ['int(outputs.age_s) <= 300'],
      }),
    ),
    across: Type.Optional(
      cel({
        title: 'Across hosts',
        description: 'CEL over `results`, one per host. A missing host makes it unknown.',
        examples: ['results.exists_one(r, r.outputs.role == "active")'],
      }),
    ),
  },
  {
    ...closed,
    shared: 'expect',
    title: 'Expectation',
    description: 'What makes it a pass, on each host.',
    examples: [{ exit: 0, stdout: { matches: 'role:\\s*active' } }],
  },
);
