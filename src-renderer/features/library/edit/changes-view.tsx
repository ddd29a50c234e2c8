import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../../ui/use-texts.ts';
import { useLatestParts } from './code-editor.tsx';
import classes from './edit-tab.module.css';
import { editTexts } from './edit-texts.ts';
import { editorParts, type EditorParts } from './editor-parts.ts';

export interface ChangesViewProps extends EditorParts {
  /** The file as it is on disk. */
  readonly saved: string;
  readonly text: string;
}

/** The file at the left, the person's text at the right, where it can be changed; a part can be taken back from the file. */
export function ChangesView({ saved, text, ...parts }: ChangesViewProps) {
  const words = useTexts(editTexts);
  const room = useRef<HTMLDivElement>(null);
  const view = useRef<MergeView>(null);
  const latest = useLatestParts(parts);
  const first = useRef(text);
  const { language } = parts;
  const { onDisk } = words;
  useEffect(() => {
    if (room.current === null) return undefined;
    const merge = new MergeView({
      parent: room.current,
      a: {
        doc: saved,
        extensions: [
          editorParts({ ...latest, words: { ...latest.words, label: onDisk }, onChange: () => undefined }),
          EditorState.readOnly.of(true),
          EditorView.editable.of(true),
        ],
      },
      b: { doc: first.current, extensions: editorParts(latest) },
      revertControls: 'a-to-b',
      collapseUnchanged: { margin: 3, minSize: 6 },
      gutter: true,
    });
    view.current = merge;
    return () => {
      first.current = merge.b.state.doc.toString();
      view.current = null;
      merge.destroy();
    };
  }, [saved, latest, language, onDisk]);
  useEffect(() => {
    const mine = view.current?.b;
    if (mine === undefined || mine.state.doc.toString() === text) return;
    mine.dispatch({ changes: { from: 0, to: mine.state.doc.length, insert: text } });
  }, [text]);
  return (
    <div className={classes['changes']}>
      <div className={classes['sides']}>
        <span>{onDisk}</span>
        <span>{words.yours}</span>
      </div>
      {saved === text ? <p className={classes['note']}>{words.same}</p> : null}
      <div ref={room} className={classes['merge']} />
    </div>
  );
}
