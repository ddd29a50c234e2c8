/** A part of a text: words, or a CEL expression between `{{` and `}}`. */
type TemplatePart = { readonly text: string } | { readonly cel: string };

/** What a text with templates is made of; `unclosed` where a `{{` has no `}}` (its rest is then words). */
export interface Template {
  readonly parts: readonly TemplatePart[];
  readonly unclosed: boolean;
}

/** Takes `words {{ cel }} words` apart. Braces and quotes inside the CEL are its own: `{{ {"a": "}}"}.a }}` is one part. */
export function parseTemplate(text: string): Template {
  const parts: TemplatePart[] = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf('{{', from);
    if (open < 0) break;
    const close = closeOf(text, open + 2);
    if (close < 0) return { parts: [...parts, { text: text.slice(from) }], unclosed: true };
    if (open > from) parts.push({ text: text.slice(from, open) });
    parts.push({ cel: text.slice(open + 2, close).trim() });
    from = close + 2;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from) });
  return { parts, unclosed: false };
}

/** True where the text holds a template: it is not final before its values are known. */
export function hasTemplate(text: string): boolean {
  return text.includes('{{');
}

/** Where the `}}` is that ends the CEL which begins at `from`; -1 where there is none. */
function closeOf(text: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      if (depth === 0 && text[at + 1] === '}') return at;
      depth -= 1;
      if (depth < 0) return -1;
    }
  }
  return -1;
}
