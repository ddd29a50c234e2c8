import type { Person, TerminalClosed, TerminalOpened } from '../run/facts.ts';
import type { JournalRecord } from '../run/record.ts';
import type { DeviationView } from './model.ts';
import { personWords } from './person-words.ts';
import type { ReportTexts } from './texts/en.ts';

type Kind = keyof ReportTexts['deviations']['kinds'];
type Found = readonly [kind: Kind, subject: string, by: string, reason: string];

/** Everything that departed from the approved plan, oldest first; scripted answers are counted in one row. */
export function deviationViews(events: readonly JournalRecord[], texts: ReportTexts): readonly DeviationView[] {
  const views: DeviationView[] = [];
  const scripted: JournalRecord[] = [];
  const terminals = new Map<string, TerminalOpened>();
  const debts = new Set<string>();
  for (const event of events) {
    if (isScriptedAnswer(event)) scripted.push(event);
    if (event.type === 'terminal-opened') terminals.set(event.data.terminal, event.data);
    if (event.type === 'terminal-closed') views.push(...typedViews(event.data, terminals, texts));
    for (const [kind, subject, by, reason] of [...found(event, texts), ...ofDebt(event, debts, texts)]) {
      views.push({ at: event.at, kind: texts.deviations.kinds[kind], subject, by, reason });
    }
  }
  // Typed lines come with the end of their terminal.
  views.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const [first] = scripted;
  if (first === undefined) return views;
  const kind = texts.deviations.kinds['scripted-answer'];
  const reason = texts.deviations.counted(scripted.length, kind);
  return [...views, { at: first.at, kind, subject: '', by: '', reason }];
}

/** Each line that a person typed is a deviation of its own, with its own time. */
function typedViews(
  { terminal, typed }: TerminalClosed,
  opened: ReadonlyMap<string, TerminalOpened>,
  texts: ReportTexts,
): readonly DeviationView[] {
  const { step, host = '', by } = opened.get(terminal) ?? {};
  const subject = step === undefined ? host : `${step} · ${host}`;
  return typed.map(({ at, text }) => ({
    at,
    kind: texts.deviations.kinds.typed,
    subject,
    by: nameOf(by),
    reason: text,
  }));
}

/** What a host that did not answer has not done yet, and when it did it; `debts` holds what is owed before the event. */
function ofDebt(event: JournalRecord, debts: Set<string>, texts: ReportTexts): readonly Found[] {
  if (event.type !== 'attempt-ended') return [];
  const { step, host, outcome, why } = event.data;
  const subject = `${step} · ${host}`;
  if (outcome === 'owed') {
    // A debt that was tried again in vain is the same debt.
    if (debts.has(subject)) return [];
    debts.add(subject);
    return [['owed', subject, '', texts.said(why)]];
  }
  return outcome === 'passed' && debts.delete(subject) ? [['paid', subject, '', texts.said(why)]] : [];
}

function isScriptedAnswer(event: JournalRecord): boolean {
  switch (event.type) {
    case 'step-confirmed':
    case 'failure-reported':
    case 'choice-made':
    case 'failure-decided':
    case 'unknown-decided':
    case 'verdict-given':
      return event.data.scripted;
    default:
      return false;
  }
}

function found(event: JournalRecord, texts: ReportTexts): readonly Found[] {
  return [...ofRun(event, texts), ...ofStep(event, texts), ...ofForm(event, texts)];
}

function nameOf(person: Person | undefined): string {
  return person === undefined ? '' : personWords(person);
}

function ofRun(event: JournalRecord, texts: ReportTexts): readonly Found[] {
  switch (event.type) {
    case 'session-opened':
      return event.data.tornBytes === 0
        ? []
        : [['torn', event.data.host, '', texts.deviations.tornBytes(event.data.tornBytes)]];
    case 'role-handed-over': {
      const { from, to, bothSigned, reason, role } = event.data;
      return [['hand-over', role, texts.deviations.handOver(personWords(from), personWords(to), bothSigned), reason]];
    }
    case 'preflight-host-probed':
      return event.data.hostKeyNew === true ? [['new-host-key', event.data.host, '', event.data.hostKey ?? '']] : [];
    case 'preflight-accepted':
      return [['preflight-accepted', event.data.subject, nameOf(event.data.by), event.data.reason]];
    case 'run-paused':
      return [['pause', '', nameOf(event.data.by), event.data.reason]];
    case 'run-aborted':
      return [['abort', '', nameOf(event.data.by), event.data.reason]];
    case 'terminal-opened': {
      const { step, host, by, reason = '' } = event.data;
      return step === undefined ? [['terminal', host, nameOf(by), reason]] : [];
    }
    case 'rollback-started':
      return [['rollback', '', nameOf(event.data.by), event.data.reason]];
    default:
      return [];
  }
}

function ofStep(event: JournalRecord, texts: ReportTexts): readonly Found[] {
  switch (event.type) {
    case 'step-not-applicable':
      return event.data.simulated ? [['simulated', event.data.step, '', texts.said(event.data.why)]] : [];
    case 'attempt-started':
      return event.data.simulated ? [['simulated', `${event.data.step} · ${event.data.host}`, '', '']] : [];
    case 'attempt-ended': {
      const { step, host, end, leftRunning, why } = event.data;
      const at = `${step} · ${host}`;
      const stays = (end.kind === 'timed-out' || end.kind === 'cancelled') && !end.gone;
      return [
        ...(leftRunning === true ? [['left-running', at, '', texts.said(why)] as const] : []),
        ...(stays ? [['not-gone', at, '', texts.said(why)] as const] : []),
      ];
    }
    case 'guard-overridden':
      return [['override', event.data.step, nameOf(event.data.by), event.data.reason]];
    case 'stop-requested':
      return [['stop', event.data.step, nameOf(event.data.by), event.data.reason]];
    case 'step-skipped':
      return [['skip', event.data.step, nameOf(event.data.by), event.data.reason]];
    case 'failure-reported':
      return [['reported', event.data.step, nameOf(event.data.by), event.data.reason]];
    case 'failure-decided': {
      const { choice, step, by, reason } = event.data;
      // A fact of its own follows these two.
      if (choice === 'rollback' || choice === 'abort') return [];
      return [[choice, step, nameOf(by), reason]];
    }
    case 'unknown-decided': {
      const { choice, step, host, by, reason } = event.data;
      return [[choice === 'failed' ? 'unknown-failed' : choice, `${step} · ${host}`, nameOf(by), reason]];
    }
    case 'step-confirmed': {
      const { onWordOf, step, by } = event.data;
      if (onWordOf === undefined) return [];
      return [['on-word', step, nameOf(by), `${onWordOf.name} (${onWordOf.organisation}), ${onWordOf.how}`]];
    }
    default:
      return [];
  }
}

function ofForm(event: JournalRecord, texts: ReportTexts): readonly Found[] {
  switch (event.type) {
    case 'verdict-given': {
      const { early, retest, by } = event.data;
      return [
        ...(early ? [['early-verdict', event.data.case, nameOf(by), event.data.is] as const] : []),
        ...(retest === undefined ? [] : [['retest', event.data.case, nameOf(by), retest] as const]),
      ];
    }
    case 'signed-off': {
      const { subject, role, person, scripted, means } = event.data;
      const self = subject.startsWith('approval/') && (role === 'operator' || means === 'flag');
      return [
        ...(self ? [['self-approval', subject, nameOf(person), ''] as const] : []),
        ...(scripted ? [['scripted-sign-off', subject, nameOf(person), ''] as const] : []),
      ];
    }
    case 'sign-off-refused':
      return [['refused', event.data.subject, nameOf(event.data.by), event.data.reason]];
    case 'sign-off-voided':
      return [['voided', event.data.subject, '', texts.said(event.data.because)]];
    default:
      return [];
  }
}
