import type { ChangeSpec, EditorState, Line } from '@codemirror/state';
import type { EditorView, KeyBinding } from '@codemirror/view';

const unit = '  ';

/** Tab and Shift+Tab move whole lines by one step of YAML; without a selection Tab moves on from the cursor. */
export const indentKeys: readonly KeyBinding[] = [
  { key: 'Tab', run: (view) => change(view, view.state.selection.main.empty ? atCursor : deeper) },
  { key: 'Shift-Tab', run: (view) => change(view, shallower) },
];

type Changes = (state: EditorState) => readonly ChangeSpec[];

function change(view: EditorView, changes: Changes): boolean {
  if (view.state.readOnly) return false;
  const { state } = view;
  const made = state.changes([...changes(state)]);
  // What is put in at the cursor goes before it, at a chosen line's start inside the choice.
  const { anchor, head } = state.selection.main;
  const selection = { anchor: made.mapPos(anchor, 1), head: made.mapPos(head, 1) };
  view.dispatch({ changes: made, selection, userEvent: 'input.indent', scrollIntoView: true });
  return true;
}

/** To the next even column; the cursor goes along. */
function atCursor(state: EditorState): readonly ChangeSpec[] {
  const { head } = state.selection.main;
  const column = head - state.doc.lineAt(head).from;
  return [{ from: head, insert: unit.slice(column % unit.length) }];
}

function deeper(state: EditorState): readonly ChangeSpec[] {
  return chosenLines(state).flatMap(({ from, text }) => (text.trim() === '' ? [] : [{ from, insert: unit }]));
}

function shallower(state: EditorState): readonly ChangeSpec[] {
  return chosenLines(state).flatMap(({ from, text }) => {
    const spaces = /^ {1,2}/.exec(text)?.[0].length ?? 0;
    return spaces === 0 ? [] : [{ from, to: from + spaces }];
  });
}

function chosenLines(state: EditorState): readonly Line[] {
  const { from, to } = state.selection.main;
  const [first, last] = [state.doc.lineAt(from).number, state.doc.lineAt(to).number];
  return Array.from({ length: last - first + 1 }, (_, index) => state.doc.line(first + index));
}
