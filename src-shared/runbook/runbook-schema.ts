import { Type, type Static } from 'typebox';
import { documentSchema } from './document-schema.ts';
import { envField } from './env-field.ts';
import {
  cel,
  closed,
  duration,
  flag,
  freeMap,
  id,
  kebabPattern,
  list,
  oneOrMore,
  stepRef,
  text,
  type DeepReadonly,
} from './field.ts';
import { formSchema } from './form-schema.ts';
import { stepSchema } from './step-schema.ts';
import { checkField } from './steps/check.ts';

const parameterTypes = [
  'string',
  'hostname',
  'ip',
  'port',
  'integer',
  'number',
  'boolean',
  'duration',
  'choice',
  'secret',
] as const;

const parameterSchema = Type.Object(
  {
    type: Type.Enum([...parameterTypes], { title: 'Type', description: 'What the value is.', examples: ['hostname'] }),
    title: Type.Optional(
      text({ title: 'Title', description: 'The question, as asked.', examples: ['Name the clients use'] }),
    ),
    description: Type.Optional(
      text({ title: 'Description', description: 'More words.', examples: ['The name in the phones.'] }),
    ),
    default: Type.Optional(
      Type.Union([Type.String(), Type.Number(), Type.Boolean()], {
        title: 'Default',
        description: 'The value when none is given; never for a secret.',
        examples: ['tvox.example.test'],
      }),
    ),
    optional: Type.Optional(
      flag({ title: 'Optional', description: 'May be left out; it is null then.', default: false, examples: [true] }),
    ),
    choices: Type.Optional(
      list(Type.String({ minLength: 1 }), {
        title: 'Choices',
        description: 'The values of `type: choice`.',
        examples: [['newest', 'older']],
      }),
    ),
  },
  { ...closed, title: 'Parameter', description: 'A value given when a run is made.' },
);

const targetSchema = Type.Object(
  {
    title: Type.Optional(text({ title: 'Title', description: 'One line for people.', examples: ['DR master'] })),
    description: Type.Optional(
      text({ title: 'Description', description: 'More words.', examples: ['One host, or both nodes of a cluster.'] }),
    ),
    hosts: Type.Optional(
      Type.Union(
        [Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[0-9]+(\\.\\.([0-9]+|\\*))?$', examples: ['1..2'] })],
        {
          title: 'How many hosts',
          description:
            'A number, a range `1..2`, or `1..*` for one or more. With exactly one, CEL knows `targets.<id>.host`; `.hosts` is always there.',
          default: 1,
          examples: [1, '1..2'],
        },
      ),
    ),
    mayBeDark: Type.Optional(
      flag({
        title: 'May be dark',
        description: 'Does not stop preflight when it does not answer.',
        default: false,
        examples: [true],
      }),
    ),
  },
  { ...closed, title: 'Target', description: 'A role, bound to hosts of the inventory when a run is made.' },
);

const personSchema = Type.Object(
  {
    title: Type.Optional(text({ title: 'Title', description: 'One line for people.', examples: ['Customer witness'] })),
    description: Type.Optional(
      text({ title: 'Description', description: 'More words.', examples: ['Stands beside the operator.'] }),
    ),
    not: Type.Optional(
      oneOrMore({
        title: 'Not the same as',
        description: 'Roles that another person must hold; holds both ways.',
        examples: ['tester'],
      }),
    ),
    optional: Type.Optional(
      flag({
        title: 'Optional',
        description: 'May be absent; a run is then accepted but not final.',
        default: false,
        examples: [true],
      }),
    ),
  },
  { ...closed, title: 'Person', description: 'A role that a person takes in a run.' },
);

const probeSchema = Type.Object(
  {
    id: id({ title: 'Id', description: 'Names the probe.', examples: ['sip'] }),
    title: Type.Optional(
      text({ title: 'Title', description: 'One line for people.', examples: ['Calls can be set up'] }),
    ),
    check: checkField,
    every: Type.Optional(
      duration({
        title: 'Interval',
        description: 'How often it looks, at least `100ms`; a look that takes longer lets the next ones out.',
        default: '2s',
        examples: ['2s'],
      }),
    ),
  },
  { ...closed, title: 'Probe', description: 'A check that is taken all through the run, on its own clock.' },
);

const compareSchema = Type.Object(
  {
    id: id({ title: 'Id', description: 'Names the value.', examples: ['role'] }),
    title: Type.Optional(text({ title: 'Title', description: 'One line for people.', examples: ['Active node'] })),
    on: oneOrMore({ title: 'Hosts', description: 'A target or group.', examples: ['client'] }),
    run: text({ title: 'Script', description: 'Prints the value; changes nothing.', examples: ['tvox-dr role'] }),
  },
  { ...closed, title: 'Compared value', description: 'A value taken before and after.' },
);

const phaseSchema = Type.Object(
  {
    id: id({
      title: 'Id',
      description: 'Names the phase. `approval`, `forms`, `rollback` and `final` are reserved.',
      examples: ['isolate'],
    }),
    title: Type.Optional(
      text({ title: 'Title', description: 'One line for people.', examples: ['Isolate the master'] }),
    ),
    description: Type.Optional(
      text({ title: 'Description', description: 'More words.', examples: ['From here on there is no service.'] }),
    ),
    preflight: Type.Optional(
      flag({
        title: 'Preflight',
        description: 'Its checks are also run before the start.',
        default: false,
        examples: [true],
      }),
    ),
    env: Type.Optional(envField),
    steps: Type.Array(stepSchema, {
      minItems: 1,
      title: 'Steps',
      description: 'The steps, in order.',
      examples: [[{ id: 'settle', wait: '30s' }]],
    }),
  },
  {
    ...closed,
    shared: 'phase',
    title: 'Phase',
    description: 'Steps between two barriers: nothing of a phase starts before all of the one before it is done.',
  },
);

const objectivesSchema = Type.Object(
  {
    rto: Type.Optional(duration({ title: 'RTO', description: 'Recovery time objective.', examples: ['45m'] })),
    rpo: Type.Optional(
      Type.Object(
        {
          target: duration({ title: 'Target', description: 'Recovery point objective.', examples: ['5m'] }),
          measured: Type.Optional(
            cel({
              title: 'Measured',
              description: 'CEL that gives seconds or a duration.',
              examples: ['steps["preflight/sync"].outputs.age_s'],
            }),
          ),
        },
        {
          ...closed,
          title: 'RPO',
          description: 'Recovery point objective and how it is measured.',
          examples: [{ target: '5m', measured: 'steps["preflight/sync"].outputs.age_s' }],
        },
      ),
    ),
    clock: Type.Optional(
      Type.Object(
        {
          from: Type.Optional(
            stepRef({
              title: 'From',
              description: '`declared`: the time that a named person gives; or a step, counted from its start.',
              default: 'declared',
              examples: ['declared'],
            }),
          ),
          to: stepRef({
            title: 'To',
            description: 'A step, counted to its pass.',
            examples: ['acceptance/calls-work'],
          }),
        },
        {
          ...closed,
          title: 'Clock',
          description: 'What the RTO is measured from and to.',
          examples: [{ from: 'declared', to: 'acceptance/calls-work' }],
        },
      ),
    ),
  },
  {
    ...closed,
    title: 'Objectives',
    description: 'What the run is measured against.',
    examples: [{ rto: '45m', clock: { from: 'declared', to: 'acceptance/calls-work' } }],
  },
);

/** A runbook file, format 1. Keys of maps are judged by checks, which explain. */
export const runbookSchema = Type.Object(
  {
    drillbook: Type.Literal(1, { title: 'Format', description: 'The format of the file.', examples: [1] }),
    kind: Type.Optional(
      Type.Literal('runbook', {
        title: 'Kind',
        description: 'May be said, need not.',
        default: 'runbook',
        examples: ['runbook'],
      }),
    ),
    id: Type.String({
      pattern: kebabPattern,
      maxLength: 64,
      title: 'Id',
      description: 'Names the runbook, kebab-case.',
      examples: ['tvox-activation'],
    }),
    title: text({
      title: 'Title',
      description: 'One line for people.',
      examples: ['TVox - put the DR client into production'],
    }),
    version: text({ title: 'Version', description: 'Of the runbook, as text (in quotes).', examples: ['1.0.0'] }),
    summary: Type.Optional(
      text({ title: 'Summary', description: 'One paragraph.', examples: ['Moves the service to the standby.'] }),
    ),
    system: Type.Optional(text({ title: 'System', description: 'What it is about.', examples: ['tvox'] })),
    objectives: Type.Optional(objectivesSchema),
    parameters: Type.Optional(
      freeMap(parameterSchema, {
        title: 'Parameters',
        description: 'Values given when a run is made: id -> parameter.',
        examples: [{ service_name: { type: 'hostname', title: 'Name the clients use', default: 'tvox.example.test' } }],
      }),
    ),
    targets: Type.Optional(
      freeMap(targetSchema, {
        title: 'Targets',
        description: 'Roles, bound to hosts of the inventory when a run is made: id -> target. `app` is reserved.',
        examples: [{ master: { title: 'DR master', hosts: '1..2', mayBeDark: true } }],
      }),
    ),
    people: Type.Optional(
      freeMap(personSchema, {
        title: 'People',
        description:
          'Roles of people: id -> person. `operator` is always there. A runbook with cases declares `tester` and `witness`.',
        examples: [{ tester: { title: 'Tester' }, witness: { title: 'Customer witness', not: 'tester' } }],
      }),
    ),
    env: Type.Optional(envField),
    probes: Type.Optional(
      list(probeSchema, {
        title: 'Probes',
        description:
          'Looked at from the start of the run to its end, also while it is paused or rolls back: the outage that customers saw.',
        examples: [[{ id: 'sip', check: { sip: { to: '{{ params.service_name }}' } } }]],
      }),
    ),
    compare: Type.Optional(
      list(compareSchema, {
        title: 'Compared values',
        description: 'Taken before the first changing step and at the end.',
        examples: [[{ id: 'role', on: 'client', run: 'tvox-dr role' }]],
      }),
    ),
    phases: Type.Array(phaseSchema, {
      minItems: 1,
      title: 'Phases',
      description: 'The phases, in order.',
      examples: [[{ id: 'isolate', steps: [{ id: 'settle', wait: '30s' }] }]],
    }),
    forms: Type.Optional(
      list(formSchema, {
        title: 'Forms',
        description: 'FST result forms. Those that no step places come last, in a phase `forms`.',
        examples: [[{ id: 'baseline', groups: [] }]],
      }),
    ),
    rollback: Type.Optional(
      Type.Object(
        {
          phases: Type.Array(phaseSchema, {
            minItems: 1,
            title: 'Phases',
            description: 'The phases of the rollback; ids begin with `rollback/`.',
            examples: [[{ id: 'back', steps: [{ id: 'deactivate', manual: 'Press *Deactivate*.' }] }]],
          }),
        },
        {
          ...closed,
          title: 'Rollback',
          description: 'The explicit rollback. Without it: the undos of what was started, newest first.',
          examples: [{ phases: [{ id: 'back', steps: [{ id: 'deactivate', manual: 'Press *Deactivate*.' }] }] }],
        },
      ),
    ),
    document: Type.Optional(documentSchema),
  },
  { ...closed, title: 'Drillbook runbook', description: 'A disaster-recovery runbook, format 1.' },
);

export type RunbookDocument = DeepReadonly<Static<typeof runbookSchema>>;
export type PhaseDocument = DeepReadonly<Static<typeof phaseSchema>>;
export type ParameterDocument = DeepReadonly<Static<typeof parameterSchema>>;
export type PersonDocument = DeepReadonly<Static<typeof personSchema>>;
export type ProbeDocument = DeepReadonly<Static<typeof probeSchema>>;
export type CompareDocument = DeepReadonly<Static<typeof compareSchema>>;
