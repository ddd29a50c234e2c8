import { MarkdownText } from '../../ui/markdown-text.tsx';
import classes from './instructions.module.css';

/** What a person is to do, large enough to be read from a step away. */
export function Instructions({ text }: { readonly text: string }) {
  return (
    <div className={classes['instructions']}>
      <MarkdownText text={text} />
    </div>
  );
}
