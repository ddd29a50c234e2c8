import type { PaperFormat } from './format.ts';
import type { ReportTexts } from './texts/en.ts';

const partsShown = 4;
const partsThatFit = 6;

/**
 * A finding as it stands on paper: of a long enumeration the first few and how many there are in all, since a wall of
 * 20 ports is read by nobody and the attached journal has them; times in UTC become the run's own.
 */
export function shortDetail(detail: string, texts: ReportTexts, format?: PaperFormat): string {
  const parts = texts.said(detail).split(', ');
  const short =
    parts.length <= partsThatFit
      ? parts.join(', ')
      : `${parts.slice(0, partsShown).join(', ')}, ${texts.furtherOf(parts.length - partsShown, parts.length)}`;
  return format === undefined ? short : short.replaceAll(utcTime, (time) => format.time(time));
}

const utcTime = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
