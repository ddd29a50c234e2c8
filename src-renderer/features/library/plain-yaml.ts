import { isMap } from '../../../src-shared/runbook/loose.ts';

/** A value as a person would write it in YAML: for reading, not for parsing back. Short lists stay on one line. */
export function plainYaml(value: unknown): string {
  return linesOf(value, '').join('\n');
}

const shortLine = 80;

function linesOf(value: unknown, indent: string): readonly string[] {
  const short = onOneLine(value);
  if (short !== undefined) return [indent + short];
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const [first = '', ...rest] = linesOf(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  if (typeof value === 'string')
    return value
      .trimEnd()
      .split('\n')
      .map((line) => indent + line);
  return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, own]) => {
    const text = onOneLine(own);
    if (text !== undefined) return [`${indent}${key}: ${text}`];
    return [`${indent}${key}:${typeof own === 'string' ? ' |' : ''}`, ...linesOf(own, `${indent}  `)];
  });
}

/** Undefined where it needs lines of its own. */
function onOneLine(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trimEnd().includes('\n') ? undefined : value.trimEnd();
  if (Array.isArray(value)) {
    const items = value.map(onOneLine);
    const text = items.join(', ');
    return items.includes(undefined) || value.some(isMap) || text.length > shortLine ? undefined : text;
  }
  if (isMap(value)) return Object.keys(value).length === 0 ? '{}' : undefined;
  return String(value);
}
