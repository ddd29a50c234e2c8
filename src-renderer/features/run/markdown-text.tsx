import { useMemo } from 'react';
import { markdownParts, type MarkdownPart, type MarkdownSpan } from '../../../src-shared/report/markdown.ts';
import classes from './markdown-text.module.css';

/** Text of a runbook's author, as it will be printed: emphasis, code, lists. Nothing of it is HTML. */
export function MarkdownText({ text }: { readonly text: string }) {
  const parts = useMemo(() => markdownParts(text), [text]);
  return (
    <div className={classes['text']}>
      {parts.map((part, at) => (
        <Part key={at} part={part} />
      ))}
    </div>
  );
}

function Part({ part: { marker, depth, apart, spans } }: { readonly part: MarkdownPart }) {
  const text = spans.map((span, at) => <Span key={at} span={span} />);
  if (marker === undefined) return <p data-apart={apart}>{text}</p>;
  return (
    <div className={classes['item']} data-apart={apart} style={{ marginLeft: `${depth * 20}px` }}>
      <span className={classes['marker']}>{marker}</span>
      <span>{text}</span>
    </div>
  );
}

function Span({ span: { face, text } }: { readonly span: MarkdownSpan }) {
  if (face === 'strong') return <strong>{text}</strong>;
  if (face === 'emphasis') return <em>{text}</em>;
  return face === 'code' ? <code>{text}</code> : text;
}
