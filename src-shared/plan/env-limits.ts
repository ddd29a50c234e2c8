import type { PlanValue } from './plan.ts';

const valueLimit = 64 * 1024;
const totalLimit = 256 * 1024;

/** Why a value cannot go into a script's environment: NUL, or over 64 KiB of UTF-8. Undefined: it can. */
export function valueFault(value: string): string | undefined {
  if (value.includes('\0')) return 'it holds a NUL character, which no environment variable can';
  if (!value.isWellFormed()) return 'it holds half of a surrogate pair, which is no Unicode text';
  const bytes = utf8Length(value);
  return bytes > valueLimit ? `it has ${bytes} bytes; a value has at most 64 KiB` : undefined;
}

/** Why a whole environment cannot be given: over 256 KiB with its names. What the run adds later is not counted. */
export function totalFault(env: Readonly<Record<string, PlanValue>>): string | undefined {
  let bytes = 0;
  for (const [name, value] of Object.entries(env))
    bytes += name.length + utf8Length('value' in value ? value.value : '');
  return bytes > totalLimit ? `all variables together have ${bytes} bytes; at most 256 KiB can be given` : undefined;
}

/** Bytes of the text in UTF-8. Counted by hand: this layer has no TextEncoder. */
function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // A surrogate pair is two units and four bytes: one byte more for each half.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
