import { markdownParts } from '../../../src-shared/report/markdown.ts';
import type { MarkdownPart, MarkdownSpan } from '../../../src-shared/report/markdown.ts';
import { htmlText } from './html-text.ts';

const tags = { strong: 'strong', emphasis: 'em', code: 'code' } as const;

/** An author's Markdown as paragraphs and items; every text in it is escaped. Markers stay as the author wrote them. */
export function htmlMarkdown(markdown: string): string {
  return markdownParts(markdown).map(htmlPart).join('');
}

function htmlPart({ marker, depth, spans }: MarkdownPart): string {
  const text = spans.map(htmlSpan).join('');
  if (marker === undefined) return `<p>${text}</p>`;
  return `<p class="item" style="margin-left:${(depth + 1) * 1.4}em"><span>${htmlText(marker)}</span>${text}</p>`;
}

function htmlSpan({ text, face }: MarkdownSpan): string {
  const safe = htmlText(text);
  return face === 'plain' ? safe : `<${tags[face]}>${safe}</${tags[face]}>`;
}
