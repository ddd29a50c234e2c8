import { setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef, type RefObject } from 'react';
import type { Problem } from '../../../../src-shared/runbook/finding.ts';
import { diagnosticsOf, editorParts, type EditorParts } from './editor-parts.ts';
import classes from './edit-tab.module.css';

export interface CodeEditorProps extends EditorParts {
  /** Another text than what was typed here replaces it, as a change that can be undone. */
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly handle: RefObject<EditorView | null>;
}

/** CodeMirror as a part of the page. It owns its text while the person types; the page follows. */
export function CodeEditor({ text, problems, handle, ...parts }: CodeEditorProps) {
  const room = useRef<HTMLDivElement>(null);
  const latest = useLatestParts(parts);
  const first = useRef(text);
  const { language } = parts;
  const { label } = parts.words;
  useEffect(() => {
    if (room.current === null) return undefined;
    const view = new EditorView({
      parent: room.current,
      state: EditorState.create({ doc: first.current, extensions: editorParts(latest) }),
    });
    handle.current = view;
    return () => {
      first.current = view.state.doc.toString();
      handle.current = null;
      view.destroy();
    };
    // Made again only where its words change: a new editor loses its history of changes.
  }, [handle, latest, language, label]);
  useEffect(() => {
    const view = handle.current;
    if (view === null || view.state.doc.toString() === text) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  }, [handle, text]);
  useEffect(() => {
    const view = handle.current;
    view?.dispatch(setDiagnostics(view.state, diagnosticsOf(view.state.doc, problems)));
  }, [handle, problems, language, label]);
  return <div ref={room} className={classes['editor']} />;
}

/** One object for the life of the editor that always does what the newest render asks for. */
export function useLatestParts(parts: EditorParts): EditorParts {
  const current = useRef(parts);
  useEffect(() => {
    current.current = parts;
  });
  const stable = useRef<EditorParts>({
    get words() {
      return current.current.words;
    },
    get language() {
      return current.current.language;
    },
    knowledge: () => current.current.knowledge(),
    onChange: (text) => current.current.onChange(text),
    onLeave: () => current.current.onLeave(),
  });
  return stable.current;
}
