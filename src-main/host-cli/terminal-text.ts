import { stripVTControlCharacters, styleText } from 'node:util';
import { secondsGone } from '../../src-shared/base/seconds-gone.ts';
import { visibleText } from '../../src-shared/plan/visible-text.ts';

export type Tone = 'good' | 'bad' | 'wait' | 'busy' | 'doubt' | 'calm';

const colours = { good: 'green', bad: 'red', wait: 'yellow', busy: 'blue', doubt: 'magenta', calm: 'gray' } as const;

/** Colours only on a terminal, and never with NO_COLOR: the words alone must say it. */
export function toned(tone: Tone, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(colours[tone], text, { stream });
}

export function bold(text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText('bold', text, { stream });
}

/** Text from hosts and people as one harmless line: escapes taken out, line ends as spaces, the rest made visible. */
export function oneLine(text: string): string {
  return visibleText(stripVTControlCharacters(text).replaceAll(/\s+/g, ' ').trim());
}

/** The same with its lines kept. */
export function harmless(text: string): string {
  return visibleText(stripVTControlCharacters(text).replaceAll('\r', ''));
}

/** Cells that a terminal gives these characters: two for East Asian wide ones and pictures, none for combining marks. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const none = /[\p{Mn}\p{Me}]/u;

function cellsOf(character: string): number {
  if (character < '\u0300') return 1;
  if (none.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Cut to so many cells, with `…` where something is missing. The text has no colours yet. */
export function fit(text: string, cells: number): string {
  let used = 0;
  let kept = '';
  let beforeMark = '';
  for (const character of text) {
    used += cellsOf(character);
    if (used > cells) return `${beforeMark}…`;
    kept += character;
    if (used < cells) beforeMark = kept;
  }
  return kept;
}

/**
 * The text broken between words so that no line is wider than `columns`; what follows a break is indented as its line is,
 * `indent` more. A word that is wider alone stays whole: it is a path or a key that somebody will copy.
 */
export function wrapped(text: string, columns: number, indent = 0): string {
  const [margin = ''] = /^\s*/.exec(text) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const word of text.slice(margin.length).split(' ')) {
    const longer =
      line === '' ? `${lines.length === 0 ? margin : margin + ' '.repeat(indent)}${word}` : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > columns) {
      lines.push(line);
      line = `${margin}${' '.repeat(indent)}${word}`;
    } else line = longer;
  }
  return [...lines, line].join('\n');
}

function widthOf(text: string): number {
  let cells = 0;
  for (const character of text) cells += cellsOf(character);
  return cells;
}

/** `2:14`, `1:02:09`: minutes and seconds of a duration in milliseconds. */
export function clockText(ms: number): string {
  const seconds = secondsGone(Math.max(0, ms));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `02:14:08` in a zone; an unknown zone gives UTC. */
export function timeOfDay(iso: string, zone: string): string {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(new Date(iso));
  } catch {
    return `${iso.slice(11, 19)}Z`;
  }
}
