import { asList } from '../../../src-shared/runbook/loose.ts';

/** Text, or a list of texts, as paragraphs or bullets: lists are written as lists. */
export function proseText(value: unknown): string {
  if (typeof value === 'string') return value;
  return asList(value)
    .map((item) => `- ${String(item)}`)
    .join('\n');
}
