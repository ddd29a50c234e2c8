import { RE2JS, type Matcher } from 're2js';
import { DrillError, messageOf } from '../base/drill-error.ts';

/** One match: positions in UTF-16 units of the text; a group that took no part is undefined. */
interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly groups: readonly (string | undefined)[];
}

/** A compiled RE2 pattern: its time is linear in the text, whatever the pattern. */
export interface Pattern {
  readonly source: string;
  /** True where the pattern is found anywhere: `^` and `$` mean the whole text unless `(?m)`. */
  test(text: string): boolean;
  first(text: string): PatternMatch | undefined;
  all(text: string): readonly PatternMatch[];
}

const known = new Map<string, Pattern>();
/** Patterns come from documents, some thousand at most: past that the memory is emptied, not grown. */
const knownLimit = 2000;

/** Compiles RE2. Throws DrillError `pattern.illegal`, which says what RE2 lacks where that is the reason. */
export function compilePattern(source: string): Pattern {
  const before = known.get(source);
  if (before !== undefined) return before;
  const pattern = compiled(source);
  if (known.size >= knownLimit) known.clear();
  known.set(source, pattern);
  return pattern;
}

function compiled(source: string): Pattern {
  let program: RE2JS;
  try {
    program = RE2JS.compile(source);
  } catch (cause) {
    throw new DrillError('pattern.illegal', `\`${source}\` is no RE2 pattern: ${reasonOf(source, messageOf(cause))}`, {
      cause,
    });
  }
  return {
    source,
    test: (text) => program.test(text),
    first: (text) => {
      const matcher = program.matcher(text);
      return matcher.find() ? matchOf(matcher) : undefined;
    },
    all: (text) => {
      const found: PatternMatch[] = [];
      const matcher = program.matcher(text);
      while (matcher.find()) found.push(matchOf(matcher));
      return found;
    },
  };
}

function matchOf(matcher: Matcher): PatternMatch {
  const groups = Array.from({ length: matcher.groupCount() }, (_, index) => matcher.group(index + 1) ?? undefined);
  return { start: matcher.start(), end: matcher.end(), text: matcher.group() ?? '', groups };
}

/** The usual reasons in words; else what the compiler said, without its prefix. */
function reasonOf(source: string, message: string): string {
  const instead = 'RE2 has none, so that no pattern can hang the run; match more and `capture` what you need';
  if (/\(\?<?[=!]/.test(source)) return `it looks ahead or behind, ${instead}`;
  if (/\\[1-9]|\\k</.test(source)) return `it refers back to a group, ${instead}`;
  if (/\(\?>|[*+?}]\+/.test(source)) return `it is atomic or possessive, ${instead}`;
  return message.replace(/^error parsing regexp: /, '');
}
