import type { Block, Cell, Section } from '../blocks.ts';
import type { PaperFormat } from '../format.ts';
import { duration } from '../format.ts';
import type { OutageView, ReportModel } from '../model.ts';
import type { OutageGap, ProbeOutage } from '../../run/probes-outage.ts';
import type { ReportTexts } from '../texts/en.ts';

/** The outage that customers saw: the drawn meter, what it comes to, and each outage with how sure it is. */
export function outageSection({ outage }: ReportModel, texts: ReportTexts, format: PaperFormat): readonly Section[] {
  if (outage === undefined) return [];
  const words = texts.outage;
  const taken = outage.probes.some(({ spans }) => spans.length > 0);
  const blocks: readonly Block[] = taken
    ? [{ kind: 'outage-meter', outage }, totalsTable(outage, texts), gapsTable(outage, texts, format)]
    : [{ kind: 'text', text: words.notStarted, muted: true }];
  return [{ id: 'outage', title: words.title, lead: words.lead, level: 1, newPage: true, blocks }];
}

function totalsTable({ probes, rtoMs }: OutageView, texts: ReportTexts): Block {
  const words = texts.outage;
  const columns = [
    { title: words.what, width: rtoMs === undefined ? 0.4 : 0.32 },
    { title: words.longest, width: 0.2 },
    ...(rtoMs === undefined ? [] : [{ title: words.rto, width: 0.22 }]),
    { title: words.measured, width: rtoMs === undefined ? 0.4 : 0.26 },
  ];
  const rows = probes.map((one): Cell[] => [
    { text: one.title, note: words.every(duration(one.everyMs)) },
    longestCell(one, texts),
    ...(rtoMs === undefined ? [] : [againstRto(one, rtoMs, texts)]),
    {
      text: duration(one.measuredMs),
      note: one.notMeasuredMs > 0 ? words.notMeasured(duration(one.notMeasuredMs)) : words.allMeasured,
    },
  ]);
  return { kind: 'table', columns, rows, empty: words.none };
}

function longestCell({ gaps, longestMs, totalMs, measuredMs, is }: ProbeOutage, texts: ReportTexts): Cell {
  const words = texts.outage;
  if (measuredMs === 0 && gaps.length === 0) return { text: words.states['not-measured'], tone: 'unknown' };
  if (gaps.length === 0) return { text: words.none, tone: 'passed' };
  const note = words.together(gaps.length, duration(totalMs));
  return {
    text: duration(longestMs),
    strong: true,
    note: is === 'down' ? `${note}; ${words.endedDown}` : note,
    ...(is === 'down' ? { tone: 'failed' } : {}),
  };
}

/** A time that nobody measured may hide more: then "within" is said only of what was measured. */
function againstRto(
  { longestMs, measuredMs, notMeasuredMs, gaps }: ProbeOutage,
  rtoMs: number,
  texts: ReportTexts,
): Cell {
  const words = texts.outage;
  if (measuredMs === 0) return { text: words.states['not-measured'], tone: 'unknown' };
  if (longestMs > rtoMs) return { text: words.beyond(duration(rtoMs)), tone: 'failed' };
  const sure = notMeasuredMs === 0 && gaps.every(({ startSeen, endSeen }) => startSeen && endSeen);
  const text = words.within(duration(rtoMs));
  return sure ? { text, tone: 'passed' } : { text, tone: 'warning', note: words.unsure };
}

function gapsTable({ probes }: OutageView, texts: ReportTexts, format: PaperFormat): Block {
  const words = texts.outage;
  const columns = [
    { title: words.what, width: 0.24 },
    { title: words.from, width: 0.1 },
    { title: words.to, width: 0.1 },
    { title: words.length, width: 0.2 },
    { title: words.seen, width: 0.36 },
  ];
  const rows = probes.flatMap((probe) =>
    probe.gaps.map((gap): Cell[] => [
      probe.title,
      format.time(gap.from),
      gap.open ? words.endedDown : format.time(gap.to),
      lengthCell(gap, texts),
      { text: texts.said(gap.detail), mono: true },
    ]),
  );
  return { kind: 'table', columns, rows, empty: words.none };
}

function lengthCell({ ms, uncertainMs, startSeen, endSeen, open }: OutageGap, texts: ReportTexts): Cell {
  const words = texts.outage;
  const unseen = [...(startSeen ? [] : [words.startNotSeen]), ...(endSeen || open ? [] : [words.endNotSeen])];
  const whole = startSeen && endSeen;
  return {
    text: whole ? duration(ms) : words.atLeast(duration(ms)),
    strong: true,
    note: [words.plusMinus(duration(uncertainMs)), ...unseen].join('; '),
  };
}
