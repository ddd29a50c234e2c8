import type { EditorView } from '@codemirror/view';
import { lazy, Suspense, useEffect, useRef, useState, type RefObject } from 'react';
import type { RunbookView } from '../../../../src-shared/rpc/library-calls.ts';
import { useSettings } from '../../../state/settings-store.ts';
import { useCall } from '../../../state/use-call.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { nameOf } from '../../../ui/file-paths.ts';
import { useTexts } from '../../../ui/use-texts.ts';
import { ProblemList } from '../problem-list.tsx';
import { CodeEditor } from './code-editor.tsx';
import { ConflictNote } from './conflict-note.tsx';
import { EditBar, type EditView } from './edit-bar.tsx';
import classes from './edit-tab.module.css';
import { editTexts } from './edit-texts.ts';
import { offsetOf, type EditorParts } from './editor-parts.ts';
import { useEditorPlace } from './editor-place.ts';
import { LiveGraph } from './live-graph.tsx';
import { useCheck, type Checked } from './use-check.ts';
import { useEditing, type Editing } from './use-editing.ts';

export interface EditTabProps {
  readonly view: RunbookView;
  readonly onReload: () => void;
}

const ChangesView = lazy(async () => {
  const { ChangesView: component } = await import('./changes-view.tsx');
  return { default: component };
});

/** A runbook's text with its problems as it is typed, its graph or its changes beside it. */
export function EditTab({ view, onReload }: EditTabProps) {
  const [shown, setShown] = useState<EditView>('graph');
  const editing = useEditing(view, onReload);
  const checked = useCheck(view, editing.text);
  const editor = useRef<EditorView>(null);
  const bar = useRef<HTMLDivElement>(null);
  useJump(view.file, editor, shown !== 'changes');
  const parts = useParts(view, editing, checked, bar);
  const goTo = (line: number, column: number): void => {
    const found = editor.current;
    if (found === null) return;
    show(found, offsetOf(found.state.doc, line, column));
  };
  return (
    <div className={classes['tab']}>
      <EditBar ref={bar} view={view} editing={editing} checked={checked} shown={shown} onShow={setShown} />
      {editing.conflict ? (
        <ConflictNote editing={editing} compared={shown === 'changes'} onCompare={() => setShown('changes')} />
      ) : null}
      {[editing.error, checked.error].map((error, index) =>
        error === undefined ? null : (
          <div key={index} className={classes['fault']}>
            <ErrorNote error={error} />
          </div>
        ),
      )}
      <div className={classes['body']}>
        {shown === 'changes' ? (
          <Suspense fallback={null}>
            <ChangesView {...parts} saved={editing.saved} text={editing.text} />
          </Suspense>
        ) : (
          <CodeEditor {...parts} text={editing.text} problems={checked.problems} handle={editor} />
        )}
        {shown === 'graph' ? <LiveGraph checked={checked} editor={editor} /> : null}
      </div>
      {shown === 'changes' ? null : <Problems checked={checked} onOpen={goTo} />}
    </div>
  );
}

interface ProblemsProps {
  readonly checked: Checked;
  readonly onOpen: (line: number, column: number) => void;
}

/** Keeps its height with and without problems: the line that is being written must not move away. */
function Problems({ checked: { problems }, onOpen }: ProblemsProps) {
  const words = useTexts(editTexts);
  return (
    <div className={classes['problems']}>
      <p className={classes['keys']}>
        {problems.length === 0 ? <strong>{words.sound}</strong> : null}
        <span>{words.escape}</span>
      </p>
      <ProblemList problems={problems} onOpen={({ line, column }) => onOpen(line, column)} />
    </div>
  );
}

function useParts(
  view: RunbookView,
  editing: Editing,
  checked: Checked,
  bar: RefObject<HTMLDivElement | null>,
): EditorParts {
  const words = useTexts(editTexts);
  const language = useSettings((settings) => settings.language);
  // An inventory is edited with the same help; what the file says it is decides.
  const kind = /^kind: *inventory\b/m.test(view.text) ? 'inventory' : 'runbook';
  const [schema] = useCall('library.schema', { kind });
  return {
    words: { label: words.editor(nameOf(view.file)), required: words.required, usual: words.usual },
    language,
    knowledge: () => ({ schema: schema.kind === 'there' ? schema.value : {}, document: checked.document }),
    onChange: editing.change,
    onLeave: () => bar.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus(),
  };
}

/** Goes where another page sent the person, once the editor is there. */
function useJump(file: string, editor: RefObject<EditorView | null>, ready: boolean): void {
  const { place, setPlace } = useEditorPlace();
  useEffect(() => {
    const view = editor.current;
    if (!ready || view === null || place?.file !== file) return;
    show(view, offsetOf(view.state.doc, place.line, place.column));
    setPlace(undefined);
  }, [editor, file, place, ready, setPlace]);
}

function show(view: EditorView, offset: number): void {
  view.dispatch({ selection: { anchor: offset }, scrollIntoView: true });
  view.focus();
}
