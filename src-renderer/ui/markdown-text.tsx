import { Fragment } from 'react';
import { markdownParts, type MarkdownPart, type MarkdownSpan } from '../../src-shared/report/markdown.ts';
import classes from './markdown-text.module.css';

export interface MarkdownTextProps {
  readonly text: string;
}

/** The Markdown of authors as the report prints it: paragraphs, numbered lists and bullets, emphasis, code. */
export function MarkdownText({ text }: MarkdownTextProps) {
  return (
    <div className={classes['text']}>
      {markdownParts(text).map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

const gap: MarkdownSpan = { text: ' ', face: 'plain' };

/** Emphasis and code of one line, where blocks have no room: titles, labels, a summary in a list. */
export function InlineMarkdown({ text }: MarkdownTextProps) {
  const spans = markdownParts(text).flatMap((part, at) => [...(at === 0 ? [] : [gap]), ...part.spans]);
  return <span className={classes['inline']}>{drawn(spans)}</span>;
}

function Part({ part: { marker, depth, apart, spans } }: { readonly part: MarkdownPart }) {
  const names = [classes['part'], apart ? classes['apart'] : ''].join(' ');
  if (marker === undefined) return <p className={names}>{drawn(spans)}</p>;
  return (
    <div className={`${names} ${classes['item'] ?? ''}`} style={{ marginInlineStart: `${depth * 10}px` }}>
      <span>{marker}</span>
      <p className={classes['part']}>{drawn(spans)}</p>
    </div>
  );
}

function drawn(spans: readonly MarkdownSpan[]) {
  return spans.map(({ face, text }, index) => {
    switch (face) {
      case 'strong':
        return <strong key={index}>{text}</strong>;
      case 'emphasis':
        return <em key={index}>{text}</em>;
      case 'code':
        return <code key={index}>{text}</code>;
      default:
        return <Fragment key={index}>{text}</Fragment>;
    }
  });
}
