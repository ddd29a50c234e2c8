import { Type, type Static } from 'typebox';
import { cel, closed, duration, id, list, oneOrMore, stepRef, text, type DeepReadonly } from './field.ts';
import { evidenceField } from './steps/evidence.ts';
import { signField } from './steps/test.ts';

const caseSchema = Type.Object(
  {
    id: id({ title: 'Id', description: 'Names the case inside its form.', examples: ['processes'] }),
    title: Type.Optional(
      text({ title: 'Title', description: 'A short name; default the procedure.', examples: ['Processes'] }),
    ),
    procedure: text({
      title: 'Procedure',
      description: 'What is done. May hold templates.',
      examples: ['Show the processes of this server.'],
    }),
    expected: text({
      title: 'Expected',
      description: 'What must be seen for PASS. May hold templates.',
      examples: ['All of them run.'],
    }),
    evidence: Type.Optional(evidenceField),
    due: Type.Optional(
      Type.Object(
        {
          after: stepRef({
            title: 'After',
            description: 'A case of this form, or a step `phase/step`.',
            examples: ['processes'],
          }),
          by: duration({ title: 'By', description: 'How long after.', examples: ['10m'] }),
        },
        {
          ...closed,
          title: 'Due',
          description:
            'Takes the evidence then, unattended, on every server at the same time; counted from the pass of that step or the evidence of that case.',
          examples: [{ after: 'processes', by: '10m' }],
        },
      ),
    ),
  },
  { ...closed, title: 'Case', description: 'One row of a form: the tester gives PASS, FAIL or OTHER.' },
);

const groupSchema = Type.Object(
  {
    id: Type.Optional(
      id({ title: 'Id', description: 'Names the group; default `g1`, `g2` by position.', examples: ['running'] }),
    ),
    title: Type.Optional(
      text({ title: 'Title', description: 'The heading of the group.', examples: ['Running state'] }),
    ),
    intro: Type.Optional(
      text({
        title: 'Introduction',
        description: 'A line without boxes before the cases.',
        examples: ['As the monitoring user.'],
      }),
    ),
    when: Type.Optional(
      cel({
        title: 'Condition',
        description: 'CEL, decided at planning; false makes the group not applicable.',
        examples: ['server.vars.role != "probe"'],
      }),
    ),
    notApplicable: Type.Optional(
      text({ title: 'Why not applicable', description: 'What is printed then.', examples: ['Not on probes'] }),
    ),
    cases: list(caseSchema, {
      title: 'Cases',
      description: 'The rows of the group.',
      examples: [[{ id: 'processes', procedure: 'Show the processes.', expected: 'All of them run.' }]],
    }),
  },
  { ...closed, title: 'Group', description: 'Cases under one heading, with one comments row.' },
);

/** An FST result form. */
export const formSchema = Type.Object(
  {
    id: id({ title: 'Id', description: 'Names the form.', examples: ['baseline'] }),
    title: Type.Optional(
      text({ title: 'Title', description: 'May hold templates. Default: the id.', examples: ['{{ server.name }}'] }),
    ),
    description: Type.Optional(
      text({
        title: 'Description',
        description: 'Words before the groups.',
        examples: ['To be done on every server.'],
      }),
    ),
    forEach: Type.Optional(
      Type.Record(Type.String(), oneOrMore({ description: 'Targets or groups.' }), {
        minProperties: 1,
        maxProperties: 1,
        title: 'One form per host',
        description: '`{ name: [target or group, …] }` makes one form per host, the host bound to the name.',
        examples: [{ server: ['client'] }],
      }),
    ),
    groups: Type.Array(groupSchema, {
      minItems: 1,
      title: 'Groups',
      description: 'The cases, in groups.',
      examples: [[{ id: 'running', cases: [] }]],
    }),
    sign: Type.Optional(signField),
  },
  {
    ...closed,
    shared: 'form',
    title: 'Form',
    description: 'An FST result form; all its cases open at once and are answered in any order.',
  },
);

export type FormDocument = DeepReadonly<Static<typeof formSchema>>;
export type GroupDocument = DeepReadonly<Static<typeof groupSchema>>;
export type CaseDocument = DeepReadonly<Static<typeof caseSchema>>;
export type EvidenceDocument = DeepReadonly<Static<typeof evidenceField>>;
