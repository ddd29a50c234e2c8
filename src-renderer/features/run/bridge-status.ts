import { secondsGone } from '../../../src-shared/base/seconds-gone.ts';
import { clocks } from '../../../src-shared/run/clocks.ts';
import { doubtsOf } from '../../../src-shared/run/acceptance.ts';
import { isSatisfied } from '../../../src-shared/run/order.ts';
import { activeSteps } from '../../../src-shared/run/plan-index.ts';
import { probeOutages, type ProbeOutage } from '../../../src-shared/run/probes-outage.ts';
import { duration, paperFormat } from '../../../src-shared/report/format.ts';
import type { Held } from '../../../src-shared/rpc/run-calls.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { allFailedCases } from '../../state/failed-cases.ts';
import type { Language } from '../../state/settings-store.ts';
import { failsWords } from '../../ui/step-states.ts';
import { nowTexts } from './now-texts.ts';
import { nowSentence, tasksOf } from './now-words.ts';

interface BridgeWords {
  readonly rehearsal: string;
  readonly at: (time: string) => string;
  readonly steps: (done: number, all: number) => string;
  readonly rto: (elapsed: string, target: string) => string;
  readonly lateBy: (by: string) => string;
  readonly decideBy: (time: string) => string;
  readonly decideLate: (time: string) => string;
  readonly windowEnds: (time: string) => string;
  readonly also: (tasks: string) => string;
  readonly doubts: (parts: string) => string;
  readonly unknown: string;
  readonly owed: string;
  readonly failed: string;
  readonly skipped: string;
  readonly out: (service: string, time: string) => string;
  /** Outages of one service, all together. */
  readonly wasOut: (service: string, time: string) => string;
}

const words: Readonly<Record<Language, BridgeWords>> = {
  en: {
    rehearsal: 'REHEARSAL',
    at: (time) => `as of ${time}`,
    steps: (done, all) => `${done} of ${all} steps done`,
    rto: (elapsed, target) => `RTO ${elapsed} of ${target}`,
    lateBy: (by) => `late by ${by}`,
    decideBy: (time) => `decide on a rollback by ${time}`,
    decideLate: (time) => `the last moment for a rollback inside the window was ${time}`,
    windowEnds: (time) => `window until ${time}`,
    also: (tasks) => `Also waiting: ${tasks}.`,
    doubts: (parts) => `So far ${parts}.`,
    unknown: 'unknown',
    owed: 'owed',
    failed: 'failed',
    skipped: 'skipped',
    out: (service, time) => `OUT NOW for ${time}: ${service}`,
    wasOut: (service, time) => `out for ${time} so far: ${service}`,
  },
  it: {
    rehearsal: 'PROVA',
    at: (time) => `alle ${time}`,
    steps: (done, all) => `${done} passi su ${all} conclusi`,
    rto: (elapsed, target) => `RTO ${elapsed} di ${target}`,
    lateBy: (by) => `in ritardo di ${by}`,
    decideBy: (time) => `decidere sul ripristino entro le ${time}`,
    decideLate: (time) => `l’ultimo momento per un ripristino entro la finestra era alle ${time}`,
    windowEnds: (time) => `finestra fino alle ${time}`,
    also: (tasks) => `In attesa anche: ${tasks}.`,
    doubts: (parts) => `Finora ${parts}.`,
    unknown: 'di esito ignoto',
    owed: 'in sospeso',
    failed: 'falliti',
    skipped: 'saltati',
    out: (service, time) => `FUORI SERVIZIO ORA da ${time}: ${service}`,
    wasOut: (service, time) => `fuori servizio finora per ${time}: ${service}`,
  },
};

/** The run in one paragraph, as it is read out or pasted on the bridge: what, where it stands, time, what waits. */
export function bridgeStatus(state: RunState, now: number, language: Language, held: Held = 'here'): string {
  const text = words[language];
  const { created, plan } = state;
  const format = paperFormat(language, created?.about.zone ?? 'UTC');
  const time = (iso: string): string => format.time(iso).slice(0, 5);
  const sentence = nowSentence(state, language, held);
  const head = [
    created?.mode === 'rehearsal' ? `[${text.rehearsal}] ` : '',
    plan.runbook.title,
    created?.about.change === undefined ? '' : ` (${created.about.change})`,
    `, ${text.at(format.dateTime(new Date(now).toISOString()))}`,
  ].join('');
  const who = sentence.who === undefined ? '' : ` ${sentence.who}: ${sentence.what ?? ''}`;
  const steps = activeSteps(state);
  const done = steps.filter((step) => isSatisfied(state.steps.get(step.id), step)).length;
  const facts = [
    ...outageWords(state, now, text),
    text.steps(done, steps.length),
    ...clockWords(state, now, text, time),
  ];
  return [`${head}. ${sentence.lead}${who}.`, `${upper(facts.join('; '))}.`, ...rest(state, language, text)].join(' ');
}

/** The outage that goes on comes first; one that is over is still said. */
function outageWords(state: RunState, now: number, text: BridgeWords): readonly string[] {
  const outages = probeOutages(state, now).filter(({ gaps }) => gaps.length > 0);
  const whole = (ms: number): string => duration(secondsGone(ms) * 1000);
  const isOut = ({ is }: ProbeOutage): boolean => is === 'down' && state.endedAt === undefined;
  return [
    ...outages.filter(isOut).map(({ title, gaps }) => text.out(title, whole(gaps.at(-1)?.ms ?? 0))),
    ...outages.filter((one) => !isOut(one)).map(({ title, totalMs }) => text.wasOut(title, whole(totalMs))),
  ];
}

function clockWords(state: RunState, now: number, text: BridgeWords, time: (iso: string) => string): readonly string[] {
  const { rto, latestSafeDecision: decision, window } = clocks(state, now);
  const late = rto?.targetMs === undefined ? 0 : rto.elapsedMs - rto.targetMs;
  const whole = (ms: number): string => duration(secondsGone(ms) * 1000);
  return [
    ...(rto?.targetMs === undefined || rto.elapsedMs === 0
      ? []
      : [text.rto(whole(rto.elapsedMs), duration(rto.targetMs))]),
    ...(late > 0 ? [text.lateBy(whole(late))] : []),
    ...(window === undefined || state.endedAt !== undefined ? [] : [text.windowEnds(time(window.to))]),
    ...(decision === undefined
      ? []
      : [decision.late ? text.decideLate(time(decision.at)) : text.decideBy(time(decision.at))]),
  ];
}

/** What else waits, and what is in doubt; nothing where there is none. */
function rest(state: RunState, language: Language, text: BridgeWords): readonly string[] {
  const others = tasksOf(state, nowTexts[language]).filter(({ item }) => !item.optional && item.kind !== 'continue');
  const shown = others.slice(state.name === 'paused' ? 0 : 1, 5).map(({ who, what }) => `${what} (${who})`);
  const doubts = doubtsOf(state);
  const fails = [...allFailedCases(state).values()].flat().length;
  const counted = (['failed', 'unknown', 'owed', 'skipped'] as const).flatMap((kind) =>
    doubts[kind].length === 0 ? [] : [`${doubts[kind].length} ${text[kind]}`],
  );
  if (fails > 0) counted.unshift(failsWords[language](fails));
  return [
    ...(shown.length === 0 ? [] : [text.also(shown.join(', '))]),
    ...(counted.length === 0 || state.endedAt !== undefined ? [] : [text.doubts(counted.join(', '))]),
  ];
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
