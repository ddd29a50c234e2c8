/** The way to a value of a document, from its root. */
export type DocumentPath = readonly (string | number)[];

/** What a check found. `at`: at the key, at the value, or at the first line of the object that `path` names. */
export interface Finding {
  readonly path: DocumentPath;
  readonly at: 'key' | 'value' | 'start';
  readonly code: ProblemCode;
  readonly severity: 'error' | 'hint';
  readonly message: string;
}

/** A finding at its place: line and column are 1-based, columns count code points. `path` reads `phases[0].steps[2].run`. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly code: ProblemCode;
  readonly severity: 'error' | 'hint';
  readonly message: string;
}

/** Every code of a problem with its remedy; `docs/runbook-format.md` ends with this list. */
export const problemRemedies = {
  'yaml.not-readable': 'Check the path and that this user may read the file.',
  'yaml.too-large': 'A file is at most 1 MiB. Move transcripts and binaries out of it.',
  'yaml.encoding': 'Save the file as UTF-8, without NUL or other control characters.',
  'yaml.syntax': 'Mend the YAML at that place: mostly indentation, a missing quote or a stray colon.',
  'yaml.too-deep': 'No document of ours nests that deep.',
  'yaml.aliases': 'At most 100 alias expansions: write the values out.',
  'yaml.duplicate-key': 'Keep one of the two.',
  'yaml.value': 'Use a plain value: put numbers beyond 2^53 in quotes, leave out .nan and .inf.',
  'schema.unknown-key': 'Use one of the keys that are listed, or take it out.',
  'schema.missing-key': 'Add the key.',
  'schema.wrong-value': 'Give a value of the kind that is named.',
  'schema.other-kind': 'Name the file of the kind that is wanted; the file itself may be sound.',
  'runbook.kind': 'A step does exactly one thing: split it, or name what it does.',
  'runbook.misplaced-key': 'This key says nothing on this kind of step: take it out, or use the kind it belongs to.',
  'runbook.unknown-name': 'Name something that the document declares.',
  'runbook.duplicate-id': 'Give it another id.',
  'runbook.bad-name': 'Choose a name that fits the pattern and is not reserved.',
  'runbook.cycle': 'Take one of the `needs` out.',
  'runbook.order': 'Phases are barriers: a step can only need what is in its own phase or an earlier one.',
  'runbook.pattern': 'Write the pattern for RE2: no lookahead, lookbehind or backreference.',
  'runbook.expression': 'Mend the CEL, or name something that exists.',
  'runbook.template-in-script': 'Scripts are constant text: give the value by `env`, and use `"$NAME"` in the script.',
  'runbook.guard': 'A guard names `check` steps.',
  'runbook.env': 'Choose another name, `[A-Z][A-Z0-9_]*`, that no shell uses for itself.',
  'runbook.secret': 'Secrets go only to `env` and to credentials.',
  'runbook.no-undo': 'Give `undo`, or say why there can be none: `undo: { none: why }`.',
  'runbook.no-control': 'Give `control: { to, port }`: what must answer on the same path at that moment.',
  'runbook.value': 'Give a value of its type.',
  'runbook.people': 'Declare the roles, and let different people hold those that must differ.',
  'hint.no-expect': 'Say with `expect` what proves that it worked; exit status 0 alone proves little.',
  'hint.rehearsal-sends': 'Say `destructive: true`: then a rehearsal on a real site stands in for it.',
  'hint.no-undo': 'Give `undo`, or `undo: { none: why }`, so that a rollback knows.',
  'hint.no-owner': 'Give `document.control.owner`: an auditor asks who answers for the runbook.',
  'hint.no-rto': 'Give `objectives.rto`: without it the report cannot say whether the time was kept.',
  'hint.evaluates': 'The script evaluates text as code: a value from `env` could become code there.',
  'hint.address': 'It is taken as an address; name a declared target if that is meant.',
  'inventory.unknown-name': 'Name a host or a group that the inventory declares.',
  'inventory.duplicate-id': 'Hosts and groups share their names: give it another.',
  'inventory.jump-loop': 'Take one of the `jump` out.',
  'inventory.host': 'Complete the host: where it is, and one way to log in.',
  'inventory.ports': 'Ports are whole numbers from 1 to 65535.',
  'inventory.secret': 'No secret is ever in the file: use `password: prompt`, `saved` or a parameter of type `secret`.',
  'answers.entry': 'Complete the entry.',
} as const satisfies Readonly<Record<string, string>>;
export type ProblemCode = keyof typeof problemRemedies;

/** An error at a value. */
export function fault(path: DocumentPath, code: ProblemCode, message: string, at: Finding['at'] = 'value'): Finding {
  return { path, at, code, severity: 'error', message };
}

/** A hint for audit-readiness: it never makes a document invalid. */
export function hint(path: DocumentPath, code: ProblemCode, message: string, at: Finding['at'] = 'start'): Finding {
  return { path, at, code, severity: 'hint', message };
}

/** `['phases', 0, 'steps', 2, 'run']` -> `phases[0].steps[2].run`. */
export function pathText(path: DocumentPath): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}
