/**
 * Text as it may be pasted into a shell: escape sequences lose their beginning, so that nothing can end a bracketed paste
 * and go on as typed keys; of the controls only tab and line end stay. Line ends are `\n`.
 */
export function cleanPaste(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?![\t\n])[\p{Cc}\p{Cf}]/gu, '');
}

/** A shell may run each line as it comes: whoever pastes one is asked first. */
export function needsLook(cleaned: string): boolean {
  return cleaned.includes('\n');
}
