import { assertNever } from '../../src-shared/base/assert-never.ts';
import { remedies } from '../../src-shared/base/error-codes.ts';
import type { Fact, FactData, FactType } from '../../src-shared/run/facts.ts';
import { oneLine, type Tone } from './terminal-text.ts';

/** One fact for people: a word, and what it is about. `quiet`: only where nothing is redrawn. */
export interface FactLine {
  readonly word: string;
  readonly tone: Tone;
  readonly text: string;
  readonly quiet?: boolean;
  /** Lines below it, as they came from a host or a person. */
  readonly below?: readonly string[];
}

type Describe<T extends FactType> = (data: FactData[T]) => FactLine | undefined;

const nothing = (): undefined => undefined;
const line = (tone: Tone, word: string, text: string, more: Partial<FactLine> = {}): FactLine => ({
  word,
  tone,
  text: oneLine(text),
  ...more,
});
const onHost = (host: string): string => (host === 'app' ? '' : ` on ${host}`);
const because = (text: string): string => (text === '' ? '' : `: ${text}`);
const shownTail = 5;

/** What mends it, for the problems that have a code: the operator is about to be asked what to do. */
function remedyBelow(code: string | undefined): Partial<FactLine> {
  const texts: Readonly<Record<string, string>> = remedies;
  const remedy = code === undefined ? undefined : texts[code];
  return remedy === undefined ? {} : { below: [remedy] };
}

function terminalEnd(end: FactData['terminal-closed']['end'], lines: number): string {
  const typed = `${lines} ${lines === 1 ? 'line' : 'lines'} typed`;
  switch (end.kind) {
    case 'exit':
      return `closed with exit ${end.code}, ${typed}`;
    case 'signal':
      return `ended by signal ${end.signal}, ${typed}`;
    case 'lost':
      return `the link broke (${end.message}), ${typed}`;
    case 'not-opened':
      return `could not be opened: ${end.message}`;
    case 'interrupted':
      return 'was open when Drillbook ended';
    case 'no-status':
    case 'closed':
      return `closed, ${typed}`;
    default:
      return assertNever(end, 'end of a terminal');
  }
}

const settledTones: Readonly<Record<FactData['step-settled']['state'], Tone>> = {
  passed: 'good',
  failed: 'bad',
  unknown: 'doubt',
  owed: 'wait',
  skipped: 'calm',
  undone: 'good',
};

const describe: { readonly [T in FactType]: Describe<T> } = {
  'run-created': nothing,
  'session-opened': ({ tornBytes }) =>
    tornBytes > 0
      ? line('doubt', 'cut off', `${tornBytes} bytes that were never confirmed stood after the last whole record`)
      : undefined,
  'person-named': ({ role, person }) => line('calm', 'named', `${person.name} is the ${role}`),
  'role-handed-over': ({ role, from, to, bothSigned }) =>
    line('calm', 'handed over', `${role}: ${from.name} to ${to.name}${bothSigned ? ', signed by both' : ''}`),
  'preflight-started': () => line('busy', 'preflight', 'looking at every host and what must already be true'),
  'preflight-host-probed': ({ host, ok, required, detail, code }) =>
    line(
      ok ? 'good' : required ? 'bad' : 'wait',
      ok ? 'ok' : required ? 'problem' : 'dark',
      `${host}: ${detail}${code === undefined ? '' : ` (${code})`}`,
      ok || !required ? {} : remedyBelow(code),
    ),
  'preflight-check-taken': ({ step, result, required, detail }) => {
    // Of a copy it ends with the lines that would change: whoever approves must see them.
    const [first = '', ...below] = detail.split('\n');
    return line(
      result === 'true' ? 'good' : required ? 'bad' : 'calm',
      result === 'true' ? 'true' : required ? 'problem' : `now ${result}`,
      `${step}${because(first)}`,
      { ...(required || below.length > 0 ? {} : { quiet: true }), ...(below.length > 0 ? { below } : {}) },
    );
  },
  'preflight-finished': ({ problems }) =>
    problems === 0
      ? line('good', 'preflight', 'clean')
      : line('bad', 'preflight', `${problems} ${problems === 1 ? 'problem' : 'problems'}`),
  'preflight-accepted': ({ subject, by, reason }) => line('wait', 'accepted', `${subject}, by ${by.name}: ${reason}`),
  'rto-declared': ({ time, by }) => line('calm', 'declared', `${time}, by ${by.name}`),
  'run-started': ({ by }) => line('busy', 'started', `by ${by.name}`),
  'run-paused': ({ reason }) => line('wait', 'paused', reason),
  'run-continued': ({ by }) => line('busy', 'continued', `by ${by.name}`),
  'run-aborted': ({ reason }) => line('bad', 'aborted', reason),
  'rollback-started': ({ reason, undos }) =>
    line('wait', 'rolling back', `${reason}: ${undos.length} ${undos.length === 1 ? 'step' : 'steps'} to undo`, {
      below: undos.filter(({ kind }) => kind === 'none').map(({ id, title }) => `NO UNDO  ${id}  ${title}`),
    }),
  'run-ended': ({ state, outcome }) => line(state === 'failed' ? 'bad' : 'good', state, outcome),
  'run-sealed': ({ head }) =>
    line('good', 'sealed', `signed over all that stands before it, up to ${head.slice(0, 12)}`),
  'step-started': ({ step, hosts }) =>
    line('busy', 'running', `${step}${hosts.length > 0 ? onHost(hosts.join(', ')) : ''}`, { quiet: true }),
  'step-not-applicable': ({ step, why, simulated }) =>
    line('calm', simulated ? 'simulated' : 'left out', `${step}${because(why)}`),
  'person-needed': ({ step, role, text }) =>
    line('wait', 'waits', `${step} for the ${role}${because(text)}`, { quiet: true }),
  'guard-taking': nothing,
  'guard-judged': ({ step, guard, result, detail }) =>
    result === 'true' ? undefined : line('bad', 'STOP', `${step}: ${guard} is ${result}${because(detail)}`),
  'guard-overridden': ({ step, by, reason }) =>
    line('doubt', 'overridden', `guard of ${step}, by ${by.name}: ${reason}`),
  'attempt-started': nothing,
  'before-kept': nothing,
  'attempt-ended': ({ step, host, attempt, outcome, why, tail }) =>
    outcome === 'passed'
      ? undefined
      : line(settledTones[outcome], outcome, `${step}${onHost(host)}, attempt ${attempt}${because(why)}`, {
          below: tail.slice(-shownTail),
        }),
  'stop-requested': ({ step, by }) => line('wait', 'stopping', `${step}, asked for by ${by.name}`),
  'step-confirmed': ({ step, by, note = '' }) => line('good', 'confirmed', `${step}, by ${by.name}${because(note)}`),
  // What it settles says who, and why.
  'failure-reported': nothing,
  'choice-made': ({ step, by, option }) => line('good', 'chosen', `${step}: ${option}, by ${by.name}`),
  'failure-decided': ({ step, choice, by, reason }) => line('wait', choice, `${step}, by ${by.name}: ${reason}`),
  'unknown-decided': ({ step, host, choice, by, reason }) =>
    line('wait', choice, `${step}${onHost(host)}, by ${by.name}: ${reason}`),
  'step-skipped': nothing,
  'step-settled': ({ step, state, why }) => line(settledTones[state], state, `${step}${because(why)}`),
  'host-answered': ({ host }) => line('good', 'answers', `${host} answers again`),
  'terminal-opened': ({ host, by, reason = '' }) =>
    line('busy', 'terminal', `on ${host}, opened by ${by.name}${because(reason)}`),
  'terminal-closed': ({ end, typed, typedLeftOut }) =>
    line(
      end.kind === 'lost' || end.kind === 'not-opened' || end.kind === 'interrupted' ? 'wait' : 'calm',
      'terminal',
      terminalEnd(end, typed.length + typedLeftOut),
    ),
  'compare-started': nothing,
  'compare-taken': nothing,
  // probe-line.ts says these: what a take means is known only beside the ones before it.
  'probe-sampled': nothing,
  'probes-counted': nothing,
  'probes-stopped': nothing,
  'evidence-taking': nothing,
  'evidence-taken': ({ case: id, host }) => line('calm', 'evidence', `${id}${onHost(host)}`, { quiet: true }),
  'verdict-given': ({ case: id, is, by, caveat = '' }) =>
    line(is === 'PASS' ? 'good' : is === 'FAIL' ? 'bad' : 'wait', is, `${id}, by ${by.name}${because(caveat)}`),
  'caveat-agreed': ({ case: id, agreedBy }) => line('calm', 'agreed', `caveat of ${id}, by ${agreedBy.name}`),
  'comment-written': ({ subject, text }) => line('calm', 'comment', `${subject}: ${text}`),
  'signed-off': ({ subject, person, meaning, means, reservation = '' }) =>
    line('good', 'signed', `${subject} by ${person.name} (${meaning}, ${means})${because(reservation)}`),
  'sign-off-refused': ({ subject, by, reason }) => line('bad', 'refused', `${subject} by ${by.name}: ${reason}`),
  'sign-off-voided': ({ subject, because: why }) => line('wait', 'voided', `signature on ${subject}: ${why}`),
  'note-added': ({ text, by }) => line('calm', 'note', `${by.name}: ${text}`),
};

/** What a fact says to people who watch, or nothing where others say it better. */
export function factLine(fact: Fact): FactLine | undefined {
  // The map holds for each type the function of its own data; TypeScript cannot follow that through a union.
  return (describe[fact.type] as Describe<FactType>)(fact.data);
}
