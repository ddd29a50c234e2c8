import { Type, type Static } from 'typebox';
import { closed, list, prose, text, type DeepReadonly } from './field.ts';

const row = (about: string, example: string) => prose({ description: about, examples: [example] });

const controlSchema = Type.Object(
  {
    owner: Type.Optional(
      text({ title: 'Owner', description: 'Who answers for this runbook.', examples: ['Voice operations'] }),
    ),
    revisions: Type.Optional(
      list(
        Type.Union([
          Type.String(),
          Type.Object(
            {
              version: Type.Optional(text({ description: 'The version.', examples: ['1.0.0'] })),
              date: Type.Optional(text({ description: 'Its date.', examples: ['2026-11-21'] })),
              author: Type.Optional(text({ description: 'Who wrote it.', examples: ['A. Author'] })),
              change: Type.Optional(text({ description: 'What changed.', examples: ['First issue'] })),
            },
            closed,
          ),
        ]),
        {
          title: 'Revisions',
          description: 'The history of the document.',
          examples: [[{ version: '1.0.0', date: '2026-11-21', author: 'A. Author', change: 'First issue' }]],
        },
      ),
    ),
    reviewed: Type.Optional(
      text({ title: 'Reviewed', description: 'By whom and when.', examples: ['B. Reviewer, 2026-11-20'] }),
    ),
    approved: Type.Optional(
      text({ title: 'Approved', description: 'By whom and when.', examples: ['C. Approver, 2026-11-21'] }),
    ),
    classification: Type.Optional(
      text({ title: 'Classification', description: 'Who may read it.', examples: ['Confidential'] }),
    ),
  },
  {
    ...closed,
    title: 'Document control',
    description: 'Owner, history and approval of the text.',
    examples: [{ owner: 'Voice operations', classification: 'Confidential' }],
  },
);

/** The FST/DRP text of the report. */
export const documentSchema = Type.Object(
  {
    control: Type.Optional(controlSchema),
    goals: Type.Optional(
      prose({
        title: 'Goals',
        description: 'Goals and objectives of the test.',
        examples: ['Prove that the standby takes the service over.'],
      }),
    ),
    scope: Type.Optional(
      Type.Object(
        {
          in: Type.Optional(row('What is tested.', 'Calls, registration')),
          out: Type.Optional(row('What is not.', 'Call recording')),
        },
        {
          ...closed,
          title: 'Scope',
          description: 'What is tested and what is not.',
          examples: [{ in: ['Calls', 'Registration'], out: 'Call recording' }],
        },
      ),
    ),
    locations: Type.Optional(
      list(
        Type.Object(
          { location: row('Where.', 'Main site'), items: row('What stands there.', 'Master, both nodes') },
          closed,
        ),
        {
          title: 'Table 1: locations',
          description: 'Locations and what is deployed there.',
          examples: [[{ location: 'Main site', items: ['Master, both nodes'] }]],
        },
      ),
    ),
    resources: Type.Optional(
      list(
        Type.Object(
          {
            role: row('The role.', 'Tester'),
            responsibilities: row('What it does.', 'Gives the verdicts'),
            names: Type.Optional(row('Who.', 'N. N.')),
          },
          closed,
        ),
        {
          title: 'Table 2: resources',
          description: 'Roles, responsibilities and names.',
          examples: [[{ role: 'Tester', responsibilities: ['Gives the verdicts'], names: 'Vendor: N. N.' }]],
        },
      ),
    ),
    schedule: Type.Optional(
      list(
        Type.Object(
          {
            task: row('The task.', 'Drill'),
            artifact: Type.Optional(row('What comes of it.', 'Report')),
            completion: Type.Optional(row('When.', '2026-11-30')),
          },
          closed,
        ),
        {
          title: 'Table 3: schedule',
          description: 'Tasks, artifacts and projected completion.',
          examples: [[{ task: 'Drill', artifact: 'Report', completion: '2026-11-30' }]],
        },
      ),
    ),
    strategy: Type.Optional(
      prose({
        title: 'Strategy',
        description: 'Test design and strategy.',
        examples: ['One activation, then all acceptance cases.'],
      }),
    ),
    recordKeeping: Type.Optional(
      prose({
        title: 'Record keeping',
        description: 'How results are kept.',
        examples: ['Every result is in the run’s record.'],
      }),
    ),
    criteria: Type.Optional(
      prose({
        title: 'Criteria',
        description: 'What makes the test a success.',
        examples: ['All cases PASS, or OTHER with agreed caveats.'],
      }),
    ),
    deliverables: Type.Optional(
      list(Type.String(), {
        title: 'Deliverables',
        description: 'What is handed over.',
        examples: [['This report, signed']],
      }),
    ),
  },
  {
    ...closed,
    title: 'Document',
    description: 'The text of the FST or DRP that the report prints before the results.',
  },
);

export type ReportTextDocument = DeepReadonly<Static<typeof documentSchema>>;
