import { Type, type Static } from 'typebox';
import { envField } from './env-field.ts';
import {
  cel,
  closed,
  count,
  duration,
  flag,
  freeMap,
  id,
  list,
  name,
  oneOrMore,
  pattern,
  stepRef,
  text,
  type DeepReadonly,
} from './field.ts';
import { checkField } from './steps/check.ts';
import { chooseField } from './steps/choose.ts';
import { copyField } from './steps/copy.ts';
import { dnsField } from './steps/dns.ts';
import { expectField } from './steps/expect.ts';
import { formField } from './steps/form.ts';
import { manualField } from './steps/manual.ts';
import { notifyField } from './steps/notify.ts';
import { runField } from './steps/run.ts';
import { signStepField } from './steps/sign.ts';
import { terminalField } from './steps/terminal.ts';
import { testField } from './steps/test.ts';
import { undoField } from './steps/undo.ts';
import { waitField } from './steps/wait.ts';

/** The keys that say what a step does; a step has exactly one. */
export const stepKinds = {
  run: runField,
  terminal: terminalField,
  check: checkField,
  manual: manualField,
  form: formField,
  test: testField,
  wait: waitField,
  dns: dnsField,
  copy: copyField,
  choose: chooseField,
  sign: signStepField,
  notify: notifyField,
} as const;
export type StepKind = keyof typeof stepKinds;

const commonKeys = {
  id: id({
    title: 'Id',
    description: 'Names the step inside its phase; with it, `phase/step`.',
    examples: ['power-off'],
  }),
  title: Type.Optional(
    text({ title: 'Title', description: 'One line for people. Default: the id.', examples: ['Power the master off'] }),
  ),
  description: Type.Optional(
    text({
      title: 'Description',
      description: 'More words, shown beside the step.',
      examples: ['Both nodes of a cluster.'],
    }),
  ),
  on: Type.Optional(
    oneOrMore({
      title: 'Hosts',
      description:
        'A target, a group of the inventory or a `forEach` name, or a list of them. All their hosts at once; `serial` for fewer. Only on `run`, `terminal`, `copy`, a `check` that runs a script, and for `undo: { run }`.',
      examples: ['master', ['master', 'client']],
    }),
  ),
  env: Type.Optional(envField),
  needs: Type.Optional(
    list(stepRef({ description: 'A step.' }), {
      title: 'Order',
      description:
        'Steps that must have passed, been skipped, been not applicable or owed before this one starts: ids of this phase, or `phase/step` of an earlier one; an id without `@host` means all its instances. Without `needs` a step needs the one before it in its phase; `[]` needs nothing. Phases are barriers.',
      examples: [['power-off'], []],
    }),
  ),
  when: Type.Optional(
    cel({
      title: 'Condition',
      description:
        'CEL that gives true or false, decided once when the step is ready; per host where it names `host`. False: not applicable. An error fails the step, it never skips it.',
      examples: ['targets.master.hosts.size() == 2'],
    }),
  ),
  guard: Type.Optional(
    oneOrMore({
      title: 'Guard',
      description:
        '`check` steps taken afresh, once each, at the moment of starting; on `manual` and `terminal` again every 5 s while open and at confirmation. False: the step does not start.',
      examples: [['isolate/dark']],
    }),
  ),
  timeout: Type.Optional(
    duration({
      title: 'Timeout',
      description:
        'Ends the remote process. One that is not proven gone is unknown, never retried. Without it a `run` and a `copy` end after 10 minutes, one look of a `check` that runs a script after 1, a `notify` after 2: what takes longer says so here. Only on these, and for `undo: { run }`.',
      examples: ['5m'],
    }),
  ),
  retry: Type.Optional(
    Type.Object(
      {
        times: count(
          { title: 'Times', description: 'How often again, at most.', examples: [3] },
          { minimum: 1, maximum: 100 },
        ),
        every: Type.Optional(
          duration({ title: 'Pause', description: 'The pause before each.', default: '0s', examples: ['10s'] }),
        ),
      },
      {
        ...closed,
        title: 'Retry',
        description:
          'Tries failed hosts again, only those whose end was seen. Only on `run`, `check`, `dns`, `copy` and `notify`.',
        examples: [{ times: 3, every: '10s' }],
      },
    ),
  ),
  every: Type.Optional(
    duration({
      title: 'Interval of a check',
      description: 'How often a `check` is taken.',
      default: '2s',
      examples: ['5s'],
    }),
  ),
  within: Type.Optional(
    duration({
      title: 'Patience',
      description:
        'Until when a `check` must have become true; without it, it is taken once. On `dns`: until when every resolver must give the new records.',
      examples: ['3m'],
    }),
  ),
  for: Type.Optional(
    duration({
      title: 'Constancy of a check',
      description: 'How long a `check` must then stay true.',
      examples: ['{{ params.dark_for }}'],
    }),
  ),
  expect: Type.Optional(expectField),
  capture: Type.Optional(
    freeMap(
      Type.Union([
        pattern({ description: 'An RE2 pattern.' }),
        Type.Object(
          {
            all: pattern({
              title: 'All matches',
              description: 'RE2; group 1 of every match, as a list.',
              examples: ['(?m)^(\\S+\\.tgz)$'],
            }),
          },
          closed,
        ),
      ]),
      {
        title: 'Outputs from what was printed',
        description:
          'Name -> RE2 pattern; group 1 (else the whole) of its first match on stdout becomes an output. `{ all: RE2 }` gives a list.',
        examples: [{ activated_at: 'since:\\s*(\\S+)' }, { names: { all: '(?m)^(\\S+\\.tgz)$' } }],
      },
    ),
  ),
  unreachable: Type.Optional(
    Type.Enum(['fail', 'owe'], {
      title: 'When the host does not answer',
      description:
        '`owe`: the step is owed, the run goes on, and it runs before anything else when the host answers. Only on `run` and `copy`.',
      default: 'fail',
      examples: ['owe'],
    }),
  ),
  undo: Type.Optional(undoField),
  onFailure: Type.Optional(
    Type.Enum(['ask', 'stop', 'continue', 'rollback'], {
      title: 'On failure',
      description: '`ask` a person (with nobody to ask the run pauses, exit 3), `stop`, `continue` or `rollback`.',
      default: 'ask',
      examples: ['continue'],
    }),
  ),
  takes: Type.Optional(
    duration({
      title: 'Expected duration',
      description: 'How long it usually takes: for the plan and the critical path.',
      examples: ['2m'],
    }),
  ),
  by: Type.Optional(
    name({ title: 'Who', description: 'The role of `people` that acts.', default: 'operator', examples: ['operator'] }),
  ),
  mode: Type.Optional(
    Type.Enum(['live', 'rehearsal', 'both'], {
      title: 'Mode',
      description: 'In which runs it takes place. In the other it is not applicable and listed as simulated.',
      default: 'both',
      examples: ['live'],
    }),
  ),
  destructive: Type.Optional(
    flag({
      title: 'Destructive',
      description:
        'Takes something away. Needs `undo`, or `undo: { none: why }`. Simulated in a rehearsal on an inventory that is no lab.',
      default: false,
      examples: [true],
    }),
  ),
  serial: Type.Optional(
    count(
      {
        title: 'Hosts at once',
        description: 'How many hosts at once. Without it, all. Only on `run`, `copy` and a `check` that runs a script.',
        examples: [1],
      },
      { minimum: 1 },
    ),
  ),
  forEach: Type.Optional(
    Type.Record(Type.String(), oneOrMore({ description: 'Targets or groups.' }), {
      minProperties: 1,
      maxProperties: 1,
      title: 'One instance per host',
      description:
        '`{ name: [target or group, …] }` makes one instance per host, the host bound to the name. A name that the inventory does not know is an error at planning.',
      examples: [{ node: ['master'] }],
    }),
  ),
  tty: Type.Optional(
    flag({
      title: 'With a terminal',
      description: 'Gives the script of `run` a pseudo-terminal.',
      default: false,
      examples: [true],
    }),
  ),
} as const;

const kindKeys = {
  run: Type.Optional(runField),
  terminal: Type.Optional(terminalField),
  check: Type.Optional(checkField),
  manual: Type.Optional(manualField),
  form: Type.Optional(formField),
  test: Type.Optional(testField),
  wait: Type.Optional(waitField),
  dns: Type.Optional(dnsField),
  copy: Type.Optional(copyField),
  choose: Type.Optional(chooseField),
  sign: Type.Optional(signStepField),
  notify: Type.Optional(notifyField),
} as const;

/**
 * One step with every key there is. That exactly one kind is given, and which common keys go with it, is a check
 * (checks/kinds.ts): one closed object gives far better messages than a union of twelve.
 */
export const stepSchema = Type.Object(
  { ...commonKeys, ...kindKeys },
  { ...closed, shared: 'step', title: 'Step', description: 'One step: an id, exactly one kind, and common keys.' },
);

export type StepDocument = DeepReadonly<Static<typeof stepSchema>>;
export type CheckDocument = DeepReadonly<Static<typeof checkField>>;
export type CopyDocument = DeepReadonly<Static<typeof copyField>>;
export type NotifyDocument = DeepReadonly<Static<typeof notifyField>>;
export type ExpectDocument = DeepReadonly<Static<typeof expectField>>;
export type EnvDocument = DeepReadonly<Static<typeof envField>>;

const kindNames = Object.keys(stepKinds) as readonly StepKind[];

/** The kinds that a step names; a sound document has exactly one. */
export function kindsOf(step: object): readonly StepKind[] {
  return kindNames.filter((kind) => Object.hasOwn(step, kind));
}
