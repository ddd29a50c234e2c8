import { open } from 'node:fs/promises';
import { DrillError, messageOf } from '../../src-shared/base/drill-error.ts';
import type { Finding, Problem } from '../../src-shared/runbook/finding.ts';
import { maxBytes } from './decode-text.ts';
import { otherKind, type DocumentKind } from './document-kind.ts';
import { parseDocument, type ParsedDocument } from './parse-document.ts';

/** A file that was read and judged. */
export interface LoadedDocument<Document> {
  readonly file: string;
  /** Undefined where an error forbids to use it; hints do not. */
  readonly document: Document | undefined;
  /** The text of the file, a byte order mark taken off. */
  readonly text: string;
  /** Errors and hints, in the order of their places. */
  readonly problems: readonly Problem[];
  /** Puts a later finding, of planning say, at its line and column. */
  readonly place: (finding: Finding) => Problem;
}

/** Reads a document file. Throws DrillError `file.not-readable`; what is wrong inside is in `problems`. */
export async function readDocument(path: string): Promise<ParsedDocument> {
  return parseDocument(await readBytes(path), path);
}

/** At most one byte more than allowed: a device or a huge file must not fill the memory. */
async function readBytes(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path, 'r');
    const buffer = new Uint8Array(maxBytes + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } catch (cause) {
    throw new DrillError('file.not-readable', `${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}

/** Judges what was read as a document of the kind `wanted`; it is trusted as its type only where nothing is wrong with it. */
export function judged<Document>(
  parsed: ParsedDocument,
  wanted: DocumentKind,
  judge: (value: unknown) => readonly Finding[],
): LoadedDocument<Document> {
  const { value } = parsed;
  const found = value === undefined ? [] : (otherKind(value, wanted) ?? judge(value)).map(parsed.place);
  const problems = inOrder([...parsed.problems, ...found]);
  const sound = value !== undefined && problems.every(({ severity }) => severity !== 'error');
  return {
    file: parsed.file,
    document: sound ? (value as Document) : undefined,
    text: parsed.text,
    problems,
    place: parsed.place,
  };
}

/**
 * By place, an error before a hint; the same thing said twice of one place (an alias, two checks) is said once, and of
 * a value that is no value of its kind only that.
 */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const sorted = problems.toSorted(
    (a, b) => a.line - b.line || a.column - b.column || a.severity.localeCompare(b.severity),
  );
  const pathsOf = (wanted: Problem['code']): ReadonlySet<string> =>
    new Set(problems.flatMap(({ code, path }) => (code === wanted && path !== '' ? [path] : [])));
  const said = { unreadable: pathsOf('yaml.value'), wrong: pathsOf('schema.wrong-value') };
  const seen = new Set<string>();
  return sorted.filter((problem) => {
    const { line, column, message } = problem;
    const key = `${line}:${column}:${message}`;
    if (seen.has(key) || isSaidAbove(said, problem)) return false;
    seen.add(key);
    return true;
  });
}

/** True where it is told already that the value is none, or not of its kind, at this path or above it. */
function isSaidAbove(
  { unreadable, wrong }: { readonly unreadable: ReadonlySet<string>; readonly wrong: ReadonlySet<string> },
  { code, path }: Problem,
): boolean {
  if (code === 'yaml.value') return false;
  if (unreadable.has(path) || (wrong.has(path) && code !== 'schema.wrong-value')) return true;
  for (let at = path.length - 1; at > 0; at -= 1) {
    const ends = path[at] === '.' || path[at] === '[';
    if (ends && (unreadable.has(path.slice(0, at)) || wrong.has(path.slice(0, at)))) return true;
  }
  return false;
}
