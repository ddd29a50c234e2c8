/**
 * The same text with everything made visible that could act on a terminal or lie about its order on a screen: control
 * characters, bidirectional marks and zero-width ones become `\u{…}`. Line feeds and tabs stay.
 */
export function visibleText(text: string): string {
  return text.replaceAll(hidden, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Cc and Cf without line feed and tab; Zl and Zp would break lines where the reader sees none. */
const hidden = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
