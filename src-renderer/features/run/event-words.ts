import type { StepId } from '../../../src-shared/base/ids.ts';
import type { Person } from '../../../src-shared/run/facts.ts';
import type { JournalRecord } from '../../../src-shared/run/record.ts';
import type { EventFilter } from './side-texts.ts';
import type { EventTexts } from './event-texts.ts';

/** One line of the log: what happened in bold, the rest beside it. */
export interface EventLine {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly what: string;
  readonly rest: string;
  readonly kinds: readonly EventFilter[];
  readonly tone: 'plain' | 'good' | 'bad' | 'doubt' | 'person';
  readonly step?: StepId;
}

export interface EventContext {
  readonly words: EventTexts;
  /** The title of a step or form, the text of a case, the title of a role. */
  readonly title: (id: string) => string;
  readonly role: (id: string) => string;
  /** A sentence of the engine in the language of the window. */
  readonly sentence: (text: string) => string;
}

type Said = Omit<EventLine, 'seq' | 'at' | 'kinds'> & { readonly kind?: Exclude<EventFilter, 'all'> };

/** A record in words, or nothing where it only repeats what is known (a guard that still holds, a session's end). */
export function eventLine(record: JournalRecord, context: EventContext): EventLine | undefined {
  const said = ofRun(record, context) ?? ofStep(record, context) ?? ofForm(record, context);
  if (said === undefined) return undefined;
  const { kind, ...line } = said;
  return { ...line, seq: record.seq, at: record.at, kinds: kind === undefined ? ['all'] : ['all', kind] };
}

function plain(what: string, rest = '', step?: StepId): Said {
  return { what, rest, tone: 'plain', ...(step === undefined ? {} : { step }) };
}

function decided(what: string, by: Person | undefined, reason: string, about = '', step?: StepId): Said {
  const rest = [about, by?.name ?? '', reason === '' ? '' : `“${reason}”`].filter((one) => one !== '').join(', ');
  return { what, rest, tone: 'person', kind: 'decisions', ...(step === undefined ? {} : { step }) };
}

function ofRun(record: JournalRecord, { words, title, role, sentence }: EventContext): Said | undefined {
  switch (record.type) {
    case 'run-created':
      return plain(words.created, record.data.runbook.title);
    case 'session-opened':
      return plain(words.opened, `${record.data.host}, ${record.data.version}`);
    case 'person-named':
      return decided(words.named, record.data.person, '', role(record.data.role));
    case 'role-handed-over':
      return decided(
        words.handedOver,
        undefined,
        record.data.reason,
        `${role(record.data.role)}: ${record.data.from.name} → ${record.data.to.name}`,
      );
    case 'preflight-started':
      return plain(words.preflight);
    case 'preflight-host-probed':
      return record.data.ok
        ? undefined
        : {
            ...plain(words.notReady, `${record.data.host}: ${sentence(record.data.detail)}`),
            tone: 'bad',
            kind: 'failures',
          };
    case 'preflight-check-taken':
      return record.data.result === 'true' || !record.data.required
        ? undefined
        : {
            ...plain(words.notReady, `${title(record.data.step)}: ${sentence(record.data.detail)}`, record.data.step),
            tone: 'bad',
            kind: 'failures',
          };
    case 'preflight-finished':
      return plain(words.preflightDone, words.problems(record.data.problems));
    case 'preflight-accepted':
      return decided(words.accepted, record.data.by, record.data.reason, title(record.data.subject));
    case 'rto-declared':
      return decided(words.declared, record.data.by, '', record.data.time);
    case 'run-started':
      return decided(words.started, record.data.by, '');
    case 'run-paused':
      return decided(words.paused, record.data.by, record.data.reason);
    case 'run-continued':
      return decided(words.continued, record.data.by, '');
    case 'run-aborted':
      return { ...decided(words.aborted, record.data.by, record.data.reason), tone: 'bad' };
    case 'rollback-started':
      return {
        ...decided(words.rollback, record.data.by, record.data.reason, words.undos(record.data.undos.length)),
        tone: 'bad',
      };
    case 'run-ended':
      return { ...plain(words.ended, record.data.outcome), tone: record.data.state === 'completed' ? 'good' : 'bad' };
    case 'run-sealed':
      return plain(words.sealed);
    default:
      return undefined;
  }
}

function ofStep(record: JournalRecord, context: EventContext): Said | undefined {
  const { words, title } = context;
  switch (record.type) {
    case 'step-started':
      return plain(words.stepStarted, title(record.data.step), record.data.step);
    case 'step-not-applicable':
      return plain(words.notApplicable, notNeeded(record.data, context), record.data.step);
    case 'person-needed':
      return {
        ...plain(words.asked(context.role(record.data.role)), title(record.data.step), record.data.step),
        tone: 'person',
      };
    case 'guard-judged':
      return guard(record, context);
    case 'attempt-started':
      return record.data.attempt === 1
        ? undefined
        : plain(words.again(record.data.attempt), `${title(record.data.step)}, ${record.data.host}`, record.data.step);
    case 'attempt-ended':
      return attempt(record, context);
    case 'step-settled':
      return settled(record, context);
    case 'host-answered':
      return plain(words.hostAnswered, record.data.host);
    case 'compare-started':
      return plain(words.compare);
    default:
      return decidedOn(record, context);
  }
}

/** An expression that is false is for the step's details, not for a line that is read in passing. */
function notNeeded(data: { readonly step: StepId; readonly why: string }, { title, sentence }: EventContext): string {
  return data.why.startsWith('`') ? title(data.step) : `${title(data.step)}: ${sentence(data.why)}`;
}

/** What people said of a step. */
function decidedOn(record: JournalRecord, { words, title }: EventContext): Said | undefined {
  switch (record.type) {
    case 'guard-overridden':
      return decided(
        words.guardOverridden,
        record.data.by,
        record.data.reason,
        title(record.data.step),
        record.data.step,
      );
    case 'stop-requested':
      return decided(words.stopAsked, record.data.by, record.data.reason, title(record.data.step), record.data.step);
    case 'step-confirmed':
      return decided(
        words.confirmed,
        record.data.by,
        record.data.note ?? '',
        title(record.data.step),
        record.data.step,
      );
    case 'failure-reported':
      return {
        ...decided(words.reported, record.data.by, record.data.reason, title(record.data.step), record.data.step),
        tone: 'bad',
      };
    case 'choice-made':
      return decided(words.chosen, record.data.by, record.data.option, title(record.data.step), record.data.step);
    case 'failure-decided':
      return decided(
        words.failureDecided[record.data.choice],
        record.data.by,
        record.data.reason,
        title(record.data.step),
        record.data.step,
      );
    case 'unknown-decided':
      return decided(
        words.unknownDecided[record.data.choice],
        record.data.by,
        record.data.reason,
        `${title(record.data.step)}, ${record.data.host}`,
        record.data.step,
      );
    case 'step-skipped':
      return decided(words.skipped, record.data.by, record.data.reason, title(record.data.step), record.data.step);
    default:
      return undefined;
  }
}

/** While a guard holds only what changes is in the journal; the look at a confirmation is told by the confirmation. */
function guard(
  { data }: Extract<JournalRecord, { type: 'guard-judged' }>,
  { words, title, sentence }: EventContext,
): Said | undefined {
  const about = `${title(data.guard)}: ${sentence(data.detail)}`;
  if (data.result === 'true')
    return data.moment === 'confirm' ? undefined : { ...plain(words.guardTrue, about, data.step), tone: 'good' };
  return { ...plain(words.guardBroken, about, data.step), tone: 'bad', kind: 'failures' };
}

function attempt(
  { data }: Extract<JournalRecord, { type: 'attempt-ended' }>,
  { words, title, sentence }: EventContext,
): Said | undefined {
  if (data.outcome === 'passed') {
    const lost = data.end.kind === 'lost' ? words.lostAsExpected : undefined;
    return lost === undefined ? undefined : plain(lost, `${title(data.step)}, ${data.host}`, data.step);
  }
  const tone = data.outcome === 'unknown' ? 'doubt' : 'bad';
  const where = data.host === 'app' ? title(data.step) : `${data.host}, ${title(data.step)}`;
  return {
    ...plain(words.attempts[data.outcome], `${where}: ${sentence(data.why)}`, data.step),
    tone,
    kind: 'failures',
  };
}

const goodStates: ReadonlySet<string> = new Set(['passed']);
const badStates: ReadonlySet<string> = new Set(['failed', 'owed']);

function settled({ data }: Extract<JournalRecord, { type: 'step-settled' }>, { words, title }: EventContext): Said {
  const bad = badStates.has(data.state) || data.state === 'unknown';
  const tone = goodStates.has(data.state) ? 'good' : data.state === 'unknown' ? 'doubt' : bad ? 'bad' : 'plain';
  const line = { ...plain(words.settled[data.state], title(data.step), data.step), tone } as const;
  return bad ? { ...line, kind: 'failures' } : line;
}

function ofForm(record: JournalRecord, context: EventContext): Said | undefined {
  const { words, title, role } = context;
  switch (record.type) {
    case 'evidence-taken':
      return plain(words.evidence, `${title(record.data.case)}, ${record.data.host}`);
    case 'verdict-given': {
      const { is, by, caveat = '', comment = '' } = record.data;
      const line = decided(is, by, caveat === '' ? comment : caveat, title(record.data.case));
      return is === 'FAIL' ? { ...line, tone: 'bad' } : line;
    }
    case 'caveat-agreed':
      return decided(words.agreed, undefined, '', `${title(record.data.case)}: ${record.data.agreedBy.name}`);
    case 'comment-written':
      return { ...decided(words.comment, record.data.by, record.data.text), kind: 'notes' };
    case 'signed-off':
      return decided(
        words.signed,
        record.data.person,
        record.data.reservation ?? '',
        `${role(record.data.role)}: ${title(record.data.subject)}`,
      );
    case 'sign-off-refused':
      return { ...decided(words.refused, record.data.by, record.data.reason, title(record.data.subject)), tone: 'bad' };
    case 'sign-off-voided':
      return {
        ...plain(words.voided, `${title(record.data.subject)}: ${record.data.because}`),
        tone: 'doubt',
        kind: 'decisions',
      };
    case 'note-added':
      return {
        ...plain(words.note, `${record.data.by.name}: ${record.data.text}`, record.data.step),
        tone: 'person',
        kind: 'notes',
      };
    case 'terminal-opened':
      return decided(words.terminal, record.data.by, record.data.reason ?? '', record.data.host, record.data.step);
    case 'terminal-closed':
      return plain(words.terminalClosed, words.typed(record.data.typed.length + record.data.typedLeftOut));
    default:
      return undefined;
  }
}
