import { isMet } from './measure.ts';
import type { Goal, Line } from './measure.ts';
import { packageOf } from './programs.ts';

/** One line of text for each line of a group, in columns. */
export function textOf(line: Line): string {
  if (line.kind === 'missing') {
    const packages = [...new Set(line.programs.map(packageOf))].join(' ');
    return `  ${line.name.padEnd(64)} not measured: ${line.programs.join(', ')} missing (apt-get install ${packages})`;
  }
  const { name, value, unit, goal, detail } = line;
  const verdict = goal === undefined ? '' : `goal ${goalText(goal, unit)}  ${isMet(value, goal) ? 'met' : 'MISSED'}`;
  return `  ${name.padEnd(64)} ${short(value, unit).padStart(9)}  ${verdict.padEnd(26)} ${detail}`;
}

function goalText(goal: Goal, unit: string): string {
  return 'atMost' in goal ? `<= ${goal.atMost}${spaced(unit)}` : `>= ${goal.atLeast}${spaced(unit)}`;
}

function short(value: number, unit: string): string {
  return `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)}${spaced(unit)}`;
}

function spaced(unit: string): string {
  return unit === 'x' ? unit : ` ${unit}`;
}

/** Milliseconds, for people. */
export function ms(value: number): string {
  if (value >= 1000) return `${(value / 1000).toFixed(2)} s`;
  return value >= 1 ? `${value.toFixed(1)} ms` : `${(value * 1000).toFixed(0)} us`;
}
