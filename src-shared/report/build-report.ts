import type { Sha256 } from '../base/ids.ts';
import type { Plan } from '../plan/plan.ts';
import { acceptanceOf } from '../run/acceptance.ts';
import type { Lang } from '../run/acceptance.ts';
import type { JournalRecord } from '../run/record.ts';
import type { RunState } from '../run/state.ts';
import { compareViews } from './compare-views.ts';
import { contactViews } from './contact-views.ts';
import { coverageView } from './coverage-view.ts';
import { deviationViews } from './deviation-views.ts';
import { evidenceRegister } from './evidence-register.ts';
import { formViews } from './form-views.ts';
import type { IntegrityView, ReportModel, RunView } from './model.ts';
import { outageView } from './outage-view.ts';
import { outcomeView } from './outcome.ts';
import { hostViews, peopleViews, personWords } from './person-words.ts';
import { preflightView } from './preflight-views.ts';
import { reportTexts } from './report-texts.ts';
import { finalSignatures, otherSignatures } from './signature-views.ts';
import { stepViews } from './step-views.ts';
import { timelineView } from './timeline-view.ts';

export interface ReportSource {
  readonly plan: Plan;
  readonly planHash: Sha256;
  /** The state after all of `events`. */
  readonly state: RunState;
  readonly events: readonly JournalRecord[];
  readonly lang: Lang;
  /** ISO 8601 UTC. */
  readonly generatedAt: string;
  /** Recordings that stay out of the PDF for their size. */
  readonly notAttached: IntegrityView['notAttached'];
  /** Files that the record names and that are not in the run's folder. */
  readonly missing: readonly string[];
}

/** Everything that a report says of a run, in any state: also of one that was aborted or never started. Pure. */
export function buildReport(source: ReportSource): ReportModel {
  const { plan, state, events, lang, generatedAt } = source;
  const texts = reportTexts(lang);
  const acceptance = acceptanceOf(state);
  const evidence = evidenceRegister(plan, state, texts);
  const outage = outageView(state);
  const exceptions = state.comments['exceptions:run']?.text;
  return {
    format: 1,
    lang,
    generatedAt,
    run: runView(state, events),
    outcome: outcomeView(state, acceptance, lang, texts),
    ...(plan.document === undefined ? {} : { document: plan.document }),
    people: peopleViews(state),
    contacts: contactViews(plan, texts),
    hosts: hostViews(plan),
    forms: formViews(state, evidence),
    ...(exceptions === undefined ? {} : { exceptions }),
    finalSignatures: finalSignatures(state),
    otherSignatures: otherSignatures(state),
    timeline: timelineView(state, events),
    steps: stepViews({ state, events, evidence: evidence.all }, texts),
    ...(outage === undefined ? {} : { outage }),
    compare: compareViews(state, texts),
    deviations: deviationViews(events, texts),
    coverage: coverageView(state, acceptance, texts),
    notes: state.notes.map((note) => ({
      at: note.at,
      ...(note.eventAt === undefined ? {} : { eventAt: note.eventAt }),
      by: personWords(note.by),
      text: note.text,
      ...(note.step === undefined ? {} : { step: note.step }),
      evidence: evidence.all
        .filter((one) => note.evidence.some((file) => file === one.file))
        .map(({ number }) => number),
    })),
    preflight: preflightView(state),
    evidence: evidence.all,
    integrity: integrityView(source),
  };
}

function runView(state: RunState, events: readonly JournalRecord[]): RunView {
  const { plan, created } = state;
  const { runbook } = plan;
  return {
    // A report needs a journal, and its first record is `run-created`; the rest is for the type's sake.
    id: created?.runId ?? (runbook.id as RunView['id']),
    title: runbook.title,
    ...(runbook.summary === undefined ? {} : { summary: runbook.summary }),
    ...(runbook.system === undefined ? {} : { system: runbook.system }),
    runbook: runbook.id,
    version: runbook.version,
    mode: created?.mode ?? 'rehearsal',
    practice: created?.practice ?? plan.inventory.practice,
    about: created?.about ?? { zone: 'UTC' },
    state: state.name,
    ...(state.startedAt === undefined ? {} : { startedAt: state.startedAt }),
    ...endedAt(state, events),
  };
}

function endedAt(state: RunState, events: readonly JournalRecord[]): Pick<RunView, 'endedAt'> {
  const at = state.endedAt ?? events.findLast(({ type }) => type === 'run-ended' || type === 'run-aborted')?.at;
  return at === undefined ? {} : { endedAt: at };
}

function integrityView({ plan, planHash, state, events, notAttached, missing }: ReportSource): IntegrityView {
  const { created, sealed } = state;
  return {
    planHash,
    head: state.head,
    records: events.length,
    ...(created === undefined ? {} : { certificate: created.certificate }),
    ...(plan.follows === undefined ? {} : { follows: plan.follows }),
    ...(sealed === undefined
      ? {}
      : { seal: { head: sealed.head, publicKey: sealed.publicKey, signature: sealed.signature } }),
    sessions: state.sessions.map(({ at, version, host, tornBytes }) => ({ at, version, host, tornBytes })),
    notAttached,
    missing,
  };
}
