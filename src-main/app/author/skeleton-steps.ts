/** The step kinds that a skeleton can begin with, each by one step that works on any POSIX host. */
export const skeletonKinds = [
  'check',
  'run',
  'copy',
  'manual',
  'terminal',
  'wait',
  'choose',
  'sign',
  'notify',
  'test',
  'form',
] as const;
export type SkeletonKind = (typeof skeletonKinds)[number];

/** What each kind is for, in a few words. */
export const kindWords: Readonly<Record<SkeletonKind, string>> = {
  check: 'look whether something is true, until it is',
  run: 'run a script on hosts',
  copy: 'upload, change or fetch a file',
  manual: 'a person does something and confirms',
  terminal: 'a person works in a shell on a host',
  wait: 'let some time pass',
  choose: 'a person chooses one of several ways',
  sign: 'somebody signs before it goes on',
  notify: 'tell somebody: mail, webhook, syslog, SNMP',
  test: 'one test with expectation and verdict',
  form: 'a form of several tests, signed',
};

interface Part {
  readonly id: string;
  readonly phase: 'before' | 'change' | 'after';
  readonly step: string;
  readonly answers?: readonly string[];
  readonly parameters?: readonly string[];
  readonly forms?: string;
}

export interface SkeletonSteps {
  readonly phases: string;
  readonly forms: string;
  readonly parameters: readonly string[];
  readonly answers: readonly string[];
  /** Ids of the first and the last step. */
  readonly first: string;
  readonly last: string;
}

const titles = { before: 'Before the change', change: 'The change', after: 'Does it work?' } as const;

/** The phases of a skeleton with one step for each kind, in an order that makes sense whatever was chosen. */
export function skeletonSteps(id: string, kinds: readonly SkeletonKind[]): SkeletonSteps {
  const parts = skeletonKinds.filter((kind) => kinds.includes(kind)).map((kind) => partOf(id, kind));
  const phases = (['before', 'change', 'after'] as const).flatMap((phase) => {
    const own = parts.filter((part) => part.phase === phase);
    if (own.length === 0) return [];
    const preflight =
      phase === 'before' ? '    preflight: true   # taken before the start too: what fails here costs nothing\n' : '';
    const head = `  - id: ${phase}\n    title: ${titles[phase]}\n${preflight}    steps:\n`;
    return [{ phase, own, text: `${head}${own.map(({ step }) => indented(step)).join('')}` }];
  });
  const [first, last] = [phases[0], phases.at(-1)];
  return {
    phases: phases.map(({ text }) => text).join('\n'),
    forms: parts.map(({ forms = '' }) => forms).join(''),
    parameters: parts.flatMap(({ parameters = [] }) => parameters),
    answers: parts.flatMap(({ answers = [] }) => answers),
    first: `${first?.phase ?? ''}/${first?.own[0]?.id ?? ''}`,
    last: `${last?.phase ?? ''}/${last?.own.at(-1)?.id ?? ''}`,
  };
}

function indented(step: string): string {
  return step.replaceAll(/^(?=.)/gm, '      ');
}

function partOf(id: string, kind: SkeletonKind): Part {
  return parts[kind](id);
}

const parts: Readonly<Record<SkeletonKind, (id: string) => Part>> = {
  check: () => ({
    id: 'reachable',
    phase: 'before',
    step: `- id: reachable
  title: Every server answers on its SSH port
  check: { tcp: { to: server, ports: [22] } }
  within: 10s
`,
  }),
  run: (id) => ({
    id: 'act',
    phase: 'change',
    step: `- id: act
  title: Leave a mark on each server (put your own command here)
  on: server
  # Values reach a script only as variables: no quoting can turn one into code.
  env: { MARK: "drillbook-${id}.txt", RUN: "{{ run.id }}" }
  run: |
    printf 'touched by %s\\n' "$RUN" >"$MARK"
    cat "$MARK"
  expect: { stdout: { matches: '^touched by \\S+' } }
  # What takes it back in a rollback. Where nothing can: undo: { none: why }
  undo: { run: 'rm -f -- "$MARK"', expect: { exit: 0 } }
`,
  }),
  copy: (id) => ({
    id: 'file',
    phase: 'change',
    step: `- id: file
  title: The file beside this runbook goes to each server
  on: server
  copy: { upload: { from: files/${id}.conf, to: drillbook-${id}.conf } }
  undo: { restore: true }
`,
  }),
  manual: () => ({
    id: 'by-hand',
    phase: 'change',
    step: `- id: by-hand
  title: Somebody does what no script can
  manual:
    instructions: |
      Ask the provider to move the traffic to {{ targets.server.hosts[0].name }}.
      Go on when they say that it is done.
    ask: { ticket: { title: "Ticket of the provider", type: string, required: true } }
  undo: { manual: Ask the provider to move the traffic back. }
`,
    answers: ['  - { step: change/by-hand, confirm: { by: operator, ask: { ticket: T-1 }, note: done } }'],
  }),
  terminal: () => ({
    id: 'look-around',
    phase: 'change',
    step: `- id: look-around
  title: Look at a server by hand
  on: server
  terminal: { instructions: "See with \`uptime\` how busy it is, then leave with \`exit\`." }
  undo: { none: Looking changes nothing. }
`,
    answers: ['  - { step: change/look-around, confirm: { by: operator } }'],
  }),
  wait: () => ({ id: 'settle', phase: 'change', step: '- { id: settle, title: Let it settle, wait: 5s }\n' }),
  choose: () => ({
    id: 'way',
    phase: 'before',
    step: `- id: way
  title: Which way is taken?
  choose: { by: operator, options: [as planned, shortened] }
`,
    answers: ['  - { step: before/way, choose: { by: operator, option: as planned } }'],
  }),
  sign: () => ({
    id: 'go',
    phase: 'before',
    step: `- id: go
  title: Go or no go
  sign: { who: approver, meaning: approves, statement: The preparations are complete; the change may begin. }
`,
    answers: ['  - { step: before/go, sign: { as: approver } }'],
  }),
  notify: () => ({
    id: 'tell',
    phase: 'change',
    step: `- id: tell
  title: The log collector hears of it
  notify: { syslog: { server: "{{ params.collector }}", text: "The change on {{ targets.server.hosts[0].name }} is under way." } }
`,
    parameters: ['collector: { type: string, title: Syslog collector, default: "127.0.0.1:514" }'],
  }),
  test: () => ({
    id: 'works',
    phase: 'after',
    step: `- id: works
  title: It works for those who use it
  test: { procedure: Use the service as a customer does., expected: It answers as before the change. }
`,
  }),
  form: () => ({
    id: 'acceptance',
    phase: 'after',
    step: '- { id: acceptance, form: acceptance }\n',
    forms: `  - id: acceptance
    title: "Acceptance of {{ one.name }}"
    forEach: { one: [server] }
    groups:
      - id: state
        title: State
        cases:
          - id: up
            procedure: Ask the server how long it has been up.
            expected: It answers, and the time fits the change.
            evidence: { on: one, run: date -u }
          - { id: seen, procedure: Look at the service as a customer does., expected: It works. }
    sign: { tester: required, witness: optional }
`,
  }),
};
