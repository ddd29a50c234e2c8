import type { ProblemCode } from '../../src-shared/runbook/finding.ts';

/** What is wrong with the bytes, at a UTF-16 offset of the text that could be read. */
interface TextFault {
  readonly code: ProblemCode;
  readonly message: string;
  readonly offset: number;
}
export interface DecodedText {
  readonly text: string;
  readonly fault?: TextFault;
}

export const maxBytes = 1024 * 1024;
// Tab, line feed and carriage return are text; everything else below a space is not, nor is DEL.
// eslint has no quarrel with a constructor: the pattern is of control characters on purpose.
const controls = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]', 'u');

/** UTF-8 bytes as text, a byte order mark taken off; says where they are too many, no UTF-8, or no text. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > maxBytes) {
    const message = `The file has ${bytes.length} bytes; at most ${maxBytes} (1 MiB) are read`;
    return { text: '', fault: { code: 'yaml.too-large', message, offset: 0 } };
  }
  const text = decoded(bytes);
  if (text === undefined) return { text: goodPart(bytes), fault: encodingFault(bytes) };
  const control = controls.exec(text);
  if (control === null) return { text };
  const what = control[0] === '\0' ? 'a NUL' : `the control character U+${hex(control[0].charCodeAt(0))}`;
  const message = `There is ${what} here; a runbook is text`;
  return { text, fault: { code: 'yaml.encoding', message, offset: control.index } };
}

function decoded(bytes: Uint8Array, stream = false): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
  } catch {
    return undefined;
  }
}

function encodingFault(bytes: Uint8Array): TextFault {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const good = goodBytes(bytes);
  const message = utf16
    ? 'The file is UTF-16; save it as UTF-8'
    : `Byte ${good + 1} (0x${hex(bytes[good] ?? 0)}) is no UTF-8 here; save the file as UTF-8`;
  return { code: 'yaml.encoding', message, offset: goodPart(bytes).length };
}

/** The length of the longest prefix that is UTF-8, by halving: at most 20 decodings of 1 MiB. */
function goodBytes(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    // As a stream, a character that is cut in two at the end is no fault.
    if (decoded(bytes.subarray(0, middle), true) === undefined) bad = middle;
    else good = middle;
  }
  return good;
}

function goodPart(bytes: Uint8Array): string {
  return decoded(bytes.subarray(0, goodBytes(bytes)), true) ?? '';
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(2, '0');
}
