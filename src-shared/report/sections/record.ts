import type { Block, Cell, Section } from '../blocks.ts';
import type { PaperFormat } from '../format.ts';
import { duration } from '../format.ts';
import type { ReportModel, TimelineView } from '../model.ts';
import { rpoWords, rtoWords } from '../rto-words.ts';
import { shortDetail } from '../short-detail.ts';
import { timelineScales } from '../timeline-scales.ts';
import type { ReportTexts } from '../texts/en.ts';

/** Planned against actual: the drawn chart, the recovery time, and where the time went. */
export function timelineSection({ timeline }: ReportModel, texts: ReportTexts): Section {
  const words = texts.timeline;
  const { split } = timeline;
  const total = split.machineMs + split.operatorMs + split.witnessMs + split.holdMs;
  const rows: (readonly [string, Cell])[] = [
    ...rtoRows(timeline, texts),
    ...rpoRows(timeline, texts),
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
    lead: timeline.from === '' ? words.notStarted : timelineScales(timeline).apart ? words.ownScale : words.lead,
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

function rtoRows({ rto, rows }: TimelineView, texts: ReportTexts): readonly (readonly [string, Cell])[] {
  if (rto === undefined) return [];
  const words = texts.timeline;
  // Without a clock of its own the time of the whole run counts.
  const note =
    rto.to === ''
      ? words.wholeRun
      : words.fromTo(rto.from === 'declared' ? words.declared : named(rto.from, rows), named(rto.to, rows));
  return [[words.rto, { ...rtoWords(rto, texts), note }]];
}

/** A step by its title, of which a clock has the name; one of `forEach` by that of its first instance. */
function named(id: string, rows: TimelineView['rows']): string {
  const row = rows.find(({ step }) => step === id || step.startsWith(`${id}@`));
  return row === undefined ? id : `“${row.title}” (${id})`;
}

function rpoRows({ rpo }: TimelineView, texts: ReportTexts): readonly (readonly [string, Cell])[] {
  return rpo === undefined ? [] : [[texts.timeline.rpo, rpoWords(rpo, texts)]];
}

/** Values taken before the first changing step and at the end; after a rollback what it left stands beside them. */
export function compareSection({ compare }: ReportModel, texts: ReportTexts): Section {
  const words = texts.compare;
  const isRollback = compare.some(({ rolledBack }) => rolledBack !== undefined);
  // A rollback in the middle of a change came before its end: there is no value of that.
  const hasEnd = !isRollback || compare.some(({ after }) => after !== undefined);
  const share = isRollback && hasEnd ? 0.17 : 0.23;
  const columns = [
    { title: words.what, width: isRollback && hasEnd ? 0.23 : 0.26 },
    { title: words.host, width: 0.14 },
    { title: words.before, width: share },
    ...(hasEnd ? [{ title: words.after, width: share }] : []),
    ...(isRollback ? [{ title: words.rolledBack, width: share }] : []),
    { title: words.change, width: isRollback && hasEnd ? 0.12 : 0.14 },
  ];
  const value = (text: string | undefined): Cell =>
    text === undefined ? { text: words.notTaken, muted: true } : { text, mono: true };
  const rows = compare.map((one): Cell[] => {
    const same =
      one.changed === undefined ? '' : one.changed ? words.changed : isRollback ? words.asBefore : words.same;
    return [
      one.title,
      one.host,
      value(one.before),
      ...(hasEnd ? [value(one.after)] : []),
      ...(isRollback ? [value(one.rolledBack)] : []),
      one.changed === true ? { text: same, strong: true, tone: 'warning' } : same,
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
  const outOf = (some: number, all: number): string =>
    words.of(some, all, all === 0 ? '–' : `${Math.floor((some / all) * 100)} %`);
  const columns = [
    { title: words.what, width: 0.5 },
    { title: words.state, width: 0.18 },
    { title: words.why, width: 0.32 },
  ];
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
          [words.steps, { text: outOf(coverage.provenSteps, coverage.steps), strong: true }],
          [words.machineSteps, outOf(coverage.machineSteps, coverage.steps)],
          [words.personSteps, outOf(coverage.personSteps, coverage.steps)],
          [words.signedSteps, outOf(coverage.signedSteps, coverage.steps)],
          [words.cases, { text: outOf(coverage.provenCases, coverage.cases), strong: true }],
          [words.machineCases, outOf(coverage.machineCases, coverage.cases)],
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
        rows: coverage.notProven.map((one): Cell[] => [
          one.what,
          { text: one.word, tone: one.tone },
          shortDetail(one.why, texts),
        ]),
        empty: words.empty,
      },
      ...onPersonsBlocks(coverage, texts),
    ],
  };
}

/** What counts as proven on somebody's word alone. */
function onPersonsBlocks({ onPersons }: ReportModel['coverage'], texts: ReportTexts): readonly Block[] {
  const words = texts.coverage;
  return [
    { kind: 'heading', level: 1, text: words.onPersons },
    { kind: 'text', text: words.onPersonsLead, muted: true },
    {
      kind: 'table',
      columns: [
        { title: words.what, width: 0.44 },
        { title: texts.deviations.by, width: 0.22 },
        { title: words.how, width: 0.34 },
      ],
      rows: onPersons.map((one): Cell[] => [one.what, one.by, one.how]),
      empty: words.noPersons,
    },
  ];
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
