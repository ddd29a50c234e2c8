import type { Block, Cell, Section } from '../blocks.ts';
import type { PaperFormat } from '../format.ts';
import { duration } from '../format.ts';
import type { ReportModel, TimelineView } from '../model.ts';
import type { ReportTexts } from '../texts/en.ts';

/** Planned against actual: the drawn chart, the recovery time, and where the time went. */
export function timelineSection({ timeline }: ReportModel, texts: ReportTexts): Section {
  const words = texts.timeline;
  const { split } = timeline;
  const total = split.machineMs + split.operatorMs + split.witnessMs + split.holdMs;
  const rows: (readonly [string, Cell])[] = [
    ...rtoRows(timeline, texts),
    [words.plannedTotal, timeline.plannedMs === 0 ? texts.plan.notStated : duration(timeline.plannedMs)],
    [words.total, duration(total)],
    [words.machine, share(split.machineMs, total)],
    [words.operator, share(split.operatorMs, total)],
    [words.witness, share(split.witnessMs, total)],
    [words.hold, share(split.holdMs, total)],
  ];
  return {
    id: 'timeline',
    title: words.title,
    lead: timeline.from === '' ? words.notStarted : words.lead,
    level: 1,
    newPage: true,
    blocks: [
      { kind: 'facts', rows: timeline.from === '' ? rows.slice(0, -5) : rows },
      { kind: 'timeline', timeline },
    ],
  };
}

function share(ms: number, total: number): string {
  return total === 0 ? duration(ms) : `${duration(ms)} (${Math.round((ms / total) * 100)} %)`;
}

function rtoRows({ rto }: TimelineView, texts: ReportTexts): readonly (readonly [string, Cell])[] {
  if (rto === undefined) return [];
  const words = texts.timeline;
  const target = rto.targetMs === undefined ? words.noTarget : duration(rto.targetMs);
  const note = words.fromTo(rto.from === 'declared' ? words.declared : rto.from, rto.to);
  if (rto.actualMs === undefined) return [[words.rto, { text: `${words.rtoOpen} · ${target}`, tone: 'neutral', note }]];
  const met = rto.targetMs === undefined ? undefined : rto.actualMs <= rto.targetMs;
  const verdict = met === undefined ? '' : ` · ${met ? words.rtoMet : words.rtoMissed}`;
  const tone = met === undefined ? 'neutral' : met ? 'passed' : 'failed';
  return [[words.rto, { text: `${words.rtoValue(duration(rto.actualMs), target)}${verdict}`, tone, note }]];
}

/** Values taken before the first changing step and at the end. */
export function compareSection({ compare }: ReportModel, texts: ReportTexts): Section {
  const words = texts.compare;
  const columns = [
    { title: words.what, width: 0.26 },
    { title: words.host, width: 0.14 },
    { title: words.before, width: 0.23 },
    { title: words.after, width: 0.23 },
    { title: words.change, width: 0.14 },
  ];
  const value = (text: string | undefined): Cell =>
    text === undefined ? { text: words.notTaken, muted: true } : { text, mono: true };
  const rows = compare.map((one): Cell[] => {
    const known = one.before !== undefined && one.after !== undefined;
    const same = known ? (one.before === one.after ? words.same : words.changed) : '';
    return [
      one.title,
      { text: one.host, mono: true },
      value(one.before),
      value(one.after),
      { text: same, strong: same === words.changed },
    ];
  });
  const blocks: readonly Block[] = [{ kind: 'table', columns, rows, empty: words.empty }];
  return { id: 'compare', title: words.title, level: 1, newPage: false, blocks };
}

/** Everything that departed from the approved plan. */
export function deviationsSection({ deviations }: ReportModel, texts: ReportTexts, format: PaperFormat): Section {
  const words = texts.deviations;
  const columns = [
    { title: words.at, width: 0.13 },
    { title: words.what, width: 0.19 },
    { title: words.subject, width: 0.24 },
    { title: words.by, width: 0.18 },
    { title: words.reason, width: 0.26 },
  ];
  const rows = deviations.map((one): Cell[] => [
    format.time(one.at),
    { text: one.kind, strong: true },
    one.subject,
    one.by,
    one.reason,
  ]);
  const blocks: readonly Block[] = [{ kind: 'table', columns, rows, empty: words.empty }];
  return { id: 'deviations', title: words.title, lead: words.lead, level: 1, newPage: true, blocks };
}

/** The page that says what the run does not show, with its coverage. */
export function coverageSection({ coverage, run }: ReportModel, texts: ReportTexts): Section {
  const words = texts.coverage;
  const percent = (some: number, all: number): string => (all === 0 ? '–' : `${Math.floor((some / all) * 100)} %`);
  const columns = [
    { title: words.what, width: 0.5 },
    { title: words.state, width: 0.18 },
    { title: words.why, width: 0.32 },
  ];
  const { steps, provenSteps, cases, provenCases } = coverage;
  return {
    id: 'not-proven',
    title: words.title,
    lead: words.lead,
    level: 1,
    newPage: true,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [words.steps, { text: words.of(provenSteps, steps, percent(provenSteps, steps)), strong: true }],
          [words.cases, { text: words.of(provenCases, cases, percent(provenCases, cases)), strong: true }],
        ],
      },
      ...(run.mode === 'rehearsal'
        ? [
            {
              kind: 'callout',
              tone: 'warning',
              title: run.practice ? words.practice : words.rehearsal,
              text: '',
            } as const,
          ]
        : []),
      {
        kind: 'table',
        columns,
        rows: coverage.notProven.map((one): Cell[] => [one.what, { text: one.word, tone: one.tone }, one.why]),
        empty: words.empty,
      },
    ],
  };
}

/** What anyone wrote down, with the time of the event and of the record. */
export function notesSection({ notes }: ReportModel, texts: ReportTexts, format: PaperFormat): Section {
  const words = texts.notes;
  const columns = [
    { title: words.at, width: 0.2 },
    { title: words.event, width: 0.2 },
    { title: words.by, width: 0.2 },
    { title: words.text, width: 0.4 },
  ];
  const rows = notes.map((note): Cell[] => [
    format.dateTime(note.at),
    note.eventAt === undefined ? '' : format.dateTime(note.eventAt),
    note.by,
    {
      text: note.text,
      note: [note.step === undefined ? '' : words.step(note.step), note.evidence.join(', ')]
        .filter((one) => one !== '')
        .join(' · '),
    },
  ]);
  const blocks: readonly Block[] = [{ kind: 'table', columns, rows, empty: words.empty }];
  return { id: 'notes', title: words.title, level: 1, newPage: false, blocks };
}
