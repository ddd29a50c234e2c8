import { sentencesIt } from './texts/sentences-it.ts';

interface Known {
  readonly fits: RegExp;
  readonly italian: string;
}

let known: readonly Known[] | undefined;

/** A sentence of the engine in the language of the reader; what is not known, or was written by a person, as it stands. */
export function said(text: string, language: 'en' | 'it'): string {
  return language === 'en' || text === '' ? text : inItalian(text, 0);
}

/** Sentences stand in sentences, never deeper than these. */
const deepest = 4;

function inItalian(text: string, depth: number): string {
  if (depth > deepest) return text;
  known ??= sentencesIt.map(([english, italian]) => ({ fits: fitting(english), italian }));
  for (const { fits, italian } of known) {
    const found = fits.exec(text);
    if (found === null) continue;
    let next = 0;
    return italian.replaceAll(/\{=?\}/g, (place) => {
      const part = found[(next += 1)] ?? '';
      return place === '{}' ? inItalian(part, depth + 1) : part;
    });
  }
  return text;
}

function fitting(english: string): RegExp {
  const parts = english.split('{}').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('([^]*?)')}$`, 'u');
}
