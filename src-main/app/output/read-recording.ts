import { open, type FileHandle } from 'node:fs/promises';
import { DrillError, messageOf } from '../../../src-shared/base/drill-error.ts';
import type { RecordingEnd, RecordingEvent, RecordingPart } from '../../../src-shared/rpc/run-calls.ts';

const readLength = 256 * 1024;
/** What a glance at a recording reads, in bytes: more than the lines that a terminal keeps. */
const endLength = 8 * 1024 * 1024;
/** Characters of text in one part, whatever was asked for: an event can hold 64 KiB, and a part crosses the wire whole. */
const partLength = 4 * 1024 * 1024;
/** No event of ours is longer; a line without an end must not fill the memory. Bytes. */
const longestLine = 16 * 1024 * 1024;
const newline = 0x0a;

interface Place {
  readonly event: number;
  readonly byte: number;
  /** Lines before this one, for messages. */
  readonly line: number;
}

/** Where parts ended, so that the next one does not read the file from its beginning again. */
const places = new Map<string, Place>();
const placesKept = 200;

/**
 * Events of an asciicast 2 file from event number `from` (0 is the first) on, at most `limit`; read line by line, whatever
 * the file's length. A line that is no event is left out and named in `problem`; so is what stands after the last newline
 * (a crash). Throws DrillError `file.not-readable`.
 */
export function readRecording(path: string, from: number, limit: number): Promise<RecordingPart> {
  return reading(path, async (file, size) => {
    const start = places.get(`${path} ${from}`) ?? { event: 0, byte: 0, line: 0 };
    const part = await collect(file, start, from, limit);
    if (part.end !== undefined) remember(path, part.end);
    const head = await headOf(file);
    return {
      ...head,
      durationMs: await durationOf(file, size),
      events: part.events,
      ...(part.end === undefined ? {} : { next: part.end.event }),
      ...(part.problem === undefined ? {} : { problem: part.problem }),
    };
  });
}

/** The events in the last 8 MiB of an asciicast 2 file, as `readRecording` gives them. Throws DrillError `file.not-readable`. */
export function readRecordingEnd(path: string): Promise<RecordingEnd> {
  return reading(path, async (file, size) => {
    const events: RecordingEvent[] = [];
    let earlier = Math.max(0, size - endLength);
    let problem: string | undefined;
    // Of a longer file the first line is the rest of one, of a whole file it is the head.
    let first = true;
    for await (const { bytes, at, whole } of linesOf(file, earlier)) {
      const found = first || !whole ? undefined : eventOf(bytes.toString('utf8'));
      if (found !== undefined) events.push(found);
      else if (!first) problem ??= whole ? `the line at byte ${at} is no event` : 'it ends in the middle of a line';
      else if (earlier > 0) earlier = at + bytes.length + 1;
      first = false;
    }
    const named = problem === undefined ? {} : { problem };
    return { ...(await headOf(file)), durationMs: await durationOf(file, size), events, earlier, ...named };
  });
}

async function reading<Value>(path: string, read: (file: FileHandle, size: number) => Promise<Value>): Promise<Value> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { size } = await file.stat();
    return await read(file, size);
  } catch (cause) {
    if (cause instanceof DrillError) throw cause;
    throw new DrillError('file.not-readable', `The recording cannot be read: ${messageOf(cause)}`, { cause });
  } finally {
    await file?.close();
  }
}

function remember(path: string, place: Place): void {
  places.set(`${path} ${place.event}`, place);
  const oldest = places.keys().next();
  if (places.size > placesKept && oldest.done === false) places.delete(oldest.value);
}

interface Collected {
  readonly events: readonly RecordingEvent[];
  /** Where the next part begins; undefined at the end of the file. */
  readonly end?: Place;
  readonly problem?: string;
}

async function collect(file: FileHandle, start: Place, from: number, limit: number): Promise<Collected> {
  const events: RecordingEvent[] = [];
  let { event, line } = start;
  let length = 0;
  let problem: string | undefined;
  for await (const { bytes, at, whole } of linesOf(file, start.byte)) {
    if (events.length >= limit || length >= partLength) {
      return { events, end: { event, byte: at, line }, ...(problem === undefined ? {} : { problem }) };
    }
    line += 1;
    if (line === 1) continue;
    const found = whole ? eventOf(bytes.toString('utf8')) : undefined;
    if (found === undefined) {
      problem ??= whole ? `line ${line} is no event` : `it ends in the middle of line ${line}`;
      continue;
    }
    if (event >= from) {
      events.push(found);
      length += found.text.length;
    }
    event += 1;
  }
  return { events, ...(problem === undefined ? {} : { problem }) };
}

interface Line {
  readonly bytes: Buffer;
  /** Offset of its first byte. */
  readonly at: number;
  /** It ends with a newline. */
  readonly whole: boolean;
}

async function* linesOf(file: FileHandle, from: number): AsyncGenerator<Line> {
  let at = from;
  let rest: Buffer[] = [];
  let restLength = 0;
  for (let offset = from; ;) {
    const buffer = Buffer.allocUnsafe(readLength);
    const { bytesRead } = await file.read(buffer, 0, readLength, offset);
    if (bytesRead === 0) break;
    offset += bytesRead;
    let begin = 0;
    for (;;) {
      const end = buffer.subarray(0, bytesRead).indexOf(newline, begin);
      if (end < 0) break;
      const bytes = Buffer.concat([...rest, buffer.subarray(begin, end)]);
      yield { bytes, at, whole: true };
      at += bytes.length + 1;
      rest = [];
      restLength = 0;
      begin = end + 1;
    }
    rest.push(buffer.subarray(begin, bytesRead));
    restLength += bytesRead - begin;
    if (restLength > longestLine) throw new Error(`the line at byte ${at} has no end`);
  }
  if (restLength > 0) yield { bytes: Buffer.concat(rest), at, whole: false };
}

const kinds: ReadonlySet<unknown> = new Set(['o', 'i', 'm']);

function eventOf(line: string): RecordingEvent | undefined {
  const value = parsed(line);
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  const [seconds, kind, text] = value as readonly unknown[];
  if (typeof seconds !== 'number' || typeof text !== 'string' || !kinds.has(kind)) return undefined;
  return { atMs: Math.round(seconds * 1000), kind: kind as RecordingEvent['kind'], text };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function headOf(file: FileHandle): Promise<{ readonly width: number; readonly height: number }> {
  for await (const { bytes } of linesOf(file, 0)) {
    const head = parsed(bytes.toString('utf8'));
    const { width, height } = (typeof head === 'object' && head !== null ? head : {}) as Record<string, unknown>;
    if (typeof width === 'number' && typeof height === 'number') return { width, height };
    break;
  }
  return { width: 80, height: 24 };
}

/** The time of the last whole event: looked for from the end, so that a long file costs no more than a short one. */
async function durationOf(file: FileHandle, size: number): Promise<number> {
  for (let length = Math.min(size, readLength); ; length = Math.min(size, length * 4)) {
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await file.read(buffer, 0, length, size - length);
    const found = lastTime(buffer.subarray(0, bytesRead));
    if (found !== undefined || length >= Math.min(size, longestLine)) return found ?? 0;
  }
}

function lastTime(bytes: Buffer): number | undefined {
  for (let end = bytes.lastIndexOf(newline); end > 0;) {
    const begin = bytes.lastIndexOf(newline, end - 1);
    if (begin < 0) return undefined;
    const event = eventOf(bytes.toString('utf8', begin + 1, end));
    if (event !== undefined) return event.atMs;
    end = begin;
  }
  return undefined;
}
