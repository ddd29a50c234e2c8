import { Type, type Static } from 'typebox';
import { closed, freeMap, list, name, text, type DeepReadonly } from './field.ts';

const by = Type.Optional(
  name({ title: 'By', description: 'The role that answers.', default: 'operator', examples: ['operator'] }),
);
const reason = text({ title: 'Reason', description: 'Why; recorded and printed.', examples: ['not seen'] });
const note = Type.Optional(
  text({ title: 'Note', description: 'A note beside the answer.', examples: ['pressed at the console'] }),
);
const evidence = Type.Optional(
  list(Type.String({ minLength: 1 }), {
    title: 'Evidence',
    description: 'Files, relative to the answers file.',
    examples: [['photo.png']],
  }),
);
const reservation = Type.Optional(
  text({
    title: 'Reservation',
    description: 'Signed with this reservation.',
    examples: ['Call recording was not tested.'],
  }),
);
const onWordOf = Type.Object(
  {
    name: text({ title: 'Name', description: 'Who said so.', examples: ['N. N.'] }),
    organisation: Type.Optional(text({ title: 'Organisation', description: 'For whom.', examples: ['Carrier'] })),
    how: text({ title: 'How', description: 'How it was said.', examples: ['phone'] }),
  },
  {
    ...closed,
    title: 'On the word of',
    description: 'Somebody else said so.',
    examples: [{ name: 'N. N.', organisation: 'Carrier', how: 'phone' }],
  },
);
const agreedBy = Type.Object(
  {
    name: text({ title: 'Name', description: 'The person of the customer.', examples: ['C. Customer'] }),
    organisation: Type.Optional(text({ title: 'Organisation', description: 'For whom.', examples: ['Customer'] })),
    how: Type.Enum(['note', 'mail'], {
      title: 'How',
      description: 'By a note on the form or an attached mail.',
      examples: ['note'],
    }),
    evidence,
  },
  {
    ...closed,
    title: 'Agreed by',
    description: 'Who agreed to the caveat, and how.',
    examples: [{ name: 'C. Customer', organisation: 'Customer', how: 'note' }],
  },
);
const verdictKeys = {
  by: Type.Optional(
    name({ title: 'By', description: 'The role that gives it.', default: 'tester', examples: ['tester'] }),
  ),
  is: Type.Enum(['PASS', 'FAIL', 'OTHER'], { title: 'Verdict', description: 'The verdict.', examples: ['PASS'] }),
  caveat: Type.Optional(
    text({ title: 'Caveat', description: 'Obligatory with OTHER.', examples: ['Two ENUM servers only.'] }),
  ),
  agreedBy: Type.Optional(agreedBy),
  comment: Type.Optional(text({ title: 'Comment', description: 'For the form.', examples: ['Seen on both nodes.'] })),
  evidence,
};

const confirmSchema = Type.Object(
  {
    by,
    note,
    evidence,
    ask: Type.Optional(
      freeMap(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        title: 'Answers',
        description: 'Question -> answer.',
        examples: [{ ticket: 'T-1' }],
      }),
    ),
    onWordOf: Type.Optional(onWordOf),
  },
  {
    ...closed,
    title: 'Confirm',
    description: 'Confirms a `manual` or `terminal` step.',
    examples: [{ by: 'operator', note: 'pressed', ask: { ticket: 'T-1' } }],
  },
);
const signSchema = Type.Object(
  {
    as: name({ title: 'As', description: 'The role that signs.', examples: ['tester'] }),
    refuse: Type.Optional(
      text({ title: 'Refuses, because', description: 'Refuses to sign.', examples: ['Case 3 was not shown.'] }),
    ),
    reservation,
  },
  {
    ...closed,
    title: 'Sign',
    description: 'Signs, refuses, or signs with a reservation.',
    examples: [{ as: 'tester' }],
  },
);
const decideSchema = Type.Object(
  {
    by,
    unknown: Type.Optional(
      Type.Enum(['verified-done', 'run-again', 'failed'], {
        title: 'Unknown',
        description: 'What an unknown end is taken for.',
        examples: ['failed'],
      }),
    ),
    failed: Type.Optional(
      Type.Enum(['retry', 'by-hand', 'skip', 'continue', 'rollback', 'abort'], {
        title: 'Failed',
        description: 'What is done about a failure.',
        examples: ['retry'],
      }),
    ),
    reason,
    evidence,
  },
  {
    ...closed,
    title: 'Decide',
    description: 'Decides a failed or an unknown step.',
    examples: [{ by: 'operator', unknown: 'failed', reason: 'not seen' }],
  },
);
const chooseSchema = Type.Object(
  { by, option: text({ title: 'Option', description: 'The option.', examples: ['newest'] }) },
  {
    ...closed,
    title: 'Choose',
    description: 'Answers a `choose` step.',
    examples: [{ by: 'operator', option: 'newest' }],
  },
);
const acceptSchema = Type.Object(
  { by, reason },
  {
    ...closed,
    title: 'Accept',
    description: 'Accepts a preflight failure; recorded and printed.',
    examples: [{ by: 'operator', reason: 'master is dead' }],
  },
);

/** The kinds of answers; an entry holds at least one. */
export const answerKinds = ['confirm', 'verdict', 'sign', 'decide', 'retest', 'choose', 'accept'] as const;

const answerSchema = Type.Object(
  {
    step: Type.Optional(
      text({
        title: 'For',
        description: 'Ids it answers for: `*` is one segment, `**` any number.',
        examples: ['activate/press', 'forms/**', '**/sign/tester'],
      }),
    ),
    preflight: Type.Optional(
      text({
        title: 'For preflight',
        description:
          'The preflight items it accepts: a host, or a step as `phase/step`; `*` for any host, `**` for anything.',
        examples: ['*'],
      }),
    ),
    confirm: Type.Optional(confirmSchema),
    verdict: Type.Optional(
      Type.Object(verdictKeys, {
        ...closed,
        title: 'Verdict',
        description: 'The verdict of cases.',
        examples: [{ by: 'tester', is: 'PASS' }],
      }),
    ),
    retest: Type.Optional(
      Type.Object(
        { ...verdictKeys, reason },
        {
          ...closed,
          title: 'Retest',
          description: 'A second verdict, after a FAIL.',
          examples: [{ by: 'tester', is: 'PASS', reason: 'corrected' }],
        },
      ),
    ),
    sign: Type.Optional(signSchema),
    decide: Type.Optional(decideSchema),
    choose: Type.Optional(chooseSchema),
    accept: Type.Optional(acceptSchema),
  },
  {
    ...closed,
    title: 'Answer',
    description: 'The first entry that matches and holds the kind of answer asked for wins.',
  },
);

const personSchema = Type.Object(
  {
    name: text({ title: 'Name', description: 'As printed.', examples: ['Practice tester'] }),
    organisation: Type.Optional(text({ title: 'Organisation', description: 'As printed.', examples: ['Vendor'] })),
    role: Type.Optional(text({ title: 'Job', description: 'As printed.', examples: ['Test engineer'] })),
    pin: Type.Optional(
      Type.String({ minLength: 4, title: 'PIN', description: 'Of a practice person, in quotes.', examples: ['1234'] }),
    ),
  },
  { ...closed, title: 'Person', description: 'Who holds the role.' },
);

const aboutSchema = Type.Object(
  {
    customer: Type.Optional(text({ title: 'Customer', description: 'On the cover.', examples: ['Example Ltd'] })),
    site: Type.Optional(text({ title: 'Site', description: 'On the cover.', examples: ['North'] })),
    change: Type.Optional(text({ title: 'Change', description: 'The number of the change.', examples: ['CHG-1'] })),
    occasion: Type.Optional(
      Type.Enum(['incident', 'exercise', 'planned change'], {
        title: 'Occasion',
        description: 'Why it is run.',
        examples: ['exercise'],
      }),
    ),
    window: Type.Optional(
      Type.Object(
        {
          from: text({ title: 'From', description: 'Date and time.', examples: ['2026-11-21T22:00'] }),
          to: text({ title: 'To', description: 'Date and time.', examples: ['2026-11-22T04:00'] }),
        },
        {
          ...closed,
          title: 'Window',
          description: 'The change window, in the zone.',
          examples: [{ from: '2026-11-21T22:00', to: '2026-11-22T04:00' }],
        },
      ),
    ),
    zone: Type.Optional(
      text({ title: 'Zone', description: 'IANA name of the time zone on paper.', examples: ['Europe/Rome'] }),
    ),
  },
  {
    ...closed,
    title: 'About the run',
    description: 'What the cover says.',
    examples: [{ customer: 'Example Ltd', occasion: 'exercise', zone: 'Europe/Rome' }],
  },
);

/** An answers file: stands in for people in rehearsals and tests. */
export const answersSchema = Type.Object(
  {
    drillbook: Type.Optional(
      Type.Literal(1, { title: 'Format', description: 'The format of the file; may be left out.', examples: [1] }),
    ),
    kind: Type.Optional(
      Type.Literal('answers', { title: 'Kind', description: 'May be said, need not.', examples: ['answers'] }),
    ),
    run: Type.Optional(aboutSchema),
    people: Type.Optional(
      freeMap(personSchema, {
        title: 'People',
        description: 'Role -> person. May be left out: the operator is the login name.',
        examples: [{ tester: { name: 'Practice tester', organisation: 'Vendor', pin: '1234' } }],
      }),
    ),
    answers: Type.Optional(
      list(answerSchema, {
        title: 'Answers',
        description: 'In order; the first that matches wins.',
        examples: [[{ step: 'forms/**', verdict: { by: 'tester', is: 'PASS' } }]],
      }),
    ),
  },
  {
    ...closed,
    title: 'Drillbook answers',
    description: 'Answers of people for rehearsals and tests. Sign-offs from it are marked as scripted.',
  },
);

export type AnswersDocument = DeepReadonly<Static<typeof answersSchema>>;
export type AnswerDocument = DeepReadonly<Static<typeof answerSchema>>;
export type AboutDocument = DeepReadonly<Static<typeof aboutSchema>>;
