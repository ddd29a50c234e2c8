import { visibleText } from '../../../src-shared/plan/visible-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of hosts and people, made safe for an element or a quoted attribute; control and bidi marks become visible. */
export function htmlText(text: string): string {
  return visibleText(text.replaceAll('\r\n', '\n')).replaceAll(/[&<>"']/g, (found) => entities[found] ?? '');
}

/** A name that is safe as `id` and in `href="#…"`. */
export function htmlId(anchor: string): string {
  return encodeURIComponent(anchor).replaceAll("'", '%27');
}
