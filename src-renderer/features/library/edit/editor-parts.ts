import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { insertCompletionText, pickedCompletion, snippet } from '@codemirror/autocomplete';
import { yaml, yamlLanguage } from '@codemirror/lang-yaml';
import { indentUnit } from '@codemirror/language';
import { lintGutter, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Extension, type Text } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import type { Problem } from '../../../../src-shared/runbook/finding.ts';
import type { Language } from '../../../state/settings-store.ts';
import { complete, type CompleteInput, type Offer } from './complete.ts';
import { editorLook } from './editor-look.ts';
import { editorPhrases } from './editor-phrases.ts';
import { indentKeys } from './indent-keys.ts';

export interface EditorWords {
  readonly label: string;
  readonly required: string;
  readonly usual: (value: string) => string;
}

export interface EditorParts {
  readonly words: EditorWords;
  readonly language: Language;
  /** What completion knows at this moment. */
  readonly knowledge: () => Pick<CompleteInput, 'schema' | 'document'>;
  readonly onChange: (text: string) => void;
  /** Ctrl+Shift+Escape: Tab indents in here, so there must be another way out. */
  readonly onLeave: () => void;
}

/** Everything that makes a YAML editor out of CodeMirror, in one list. */
export function editorParts({ words, language, knowledge, onChange, onLeave }: EditorParts): Extension {
  const leave = (): boolean => {
    onLeave();
    return true;
  };
  return [
    keymap.of([{ key: 'Ctrl-Shift-Escape', mac: 'Cmd-Shift-Escape', run: leave }, ...indentKeys]),
    basicSetup,
    yaml(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    EditorState.phrases.of(editorPhrases[language]),
    yamlLanguage.data.of({ autocomplete: completionSource(words, knowledge) }),
    lintGutter(),
    editorLook,
    EditorView.contentAttributes.of({ 'aria-label': words.label, 'data-keys': 'own', tabindex: '0' }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) onChange(state.doc.toString());
    }),
  ];
}

function completionSource(words: EditorWords, knowledge: EditorParts['knowledge']) {
  return ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const line = state.doc.lineAt(pos);
    const column = pos - line.from;
    const found = complete({ ...knowledge(), lines: state.doc.toString().split('\n'), row: line.number - 1, column });
    // Nothing pops up by itself before a letter is typed: Enter must stay Enter.
    if (found === undefined || (!explicit && found.from === column)) return null;
    return {
      from: line.from + found.from,
      options: found.offers.map((offer, index) => completionOf(offer, words, found.offers.length - index)),
      validFor: /^[\w./@ -]*$/,
    };
  };
}

const completionTypes = { key: 'property', name: 'variable', value: 'enum', snippet: 'text' } as const;

function completionOf(offer: Offer, words: EditorWords, boost: number): Completion {
  const { label, kind, insert, title, description, required = false, usual } = offer;
  const notes = [description, usual === undefined ? undefined : words.usual(usual)].filter((one) => one !== undefined);
  const details = [required ? words.required : undefined, title].filter((one) => one !== undefined);
  return {
    label,
    type: completionTypes[kind],
    // The schema's own order, within what the library takes as a weight.
    boost: Math.min(99, boost),
    ...(details.length === 0 ? {} : { detail: details.join(' · ') }),
    ...(notes.length === 0 ? {} : { info: notes.join('\n') }),
    apply: (view, completion, from, to) => {
      if (kind === 'snippet') {
        snippet(insert)(view, completion, from, to);
        return;
      }
      view.dispatch({
        ...insertCompletionText(view.state, insert, from, to),
        annotations: pickedCompletion.of(completion),
      });
    },
  };
}

/** Problems at their places in the text as it is now; what lies behind its end is told at the end. */
export function diagnosticsOf(text: Text, problems: readonly Problem[]): readonly Diagnostic[] {
  return problems.map(({ line, column, severity, message, code }) => {
    const from = offsetOf(text, line, column);
    const { to: end } = text.lineAt(from);
    const word = /^\S+/.exec(text.sliceString(from, end))?.[0].length ?? 0;
    return {
      from,
      to: Math.min(end, from + word),
      severity: severity === 'error' ? 'error' : 'info',
      source: code,
      message,
    };
  });
}

/** Lines and columns are 1-based; columns count code points, the editor counts UTF-16 units. */
export function offsetOf(text: Text, line: number, column: number): number {
  const { from, text: content } = text.line(Math.max(1, Math.min(line, text.lines)));
  const before = Array.from(content)
    .slice(0, Math.max(0, column - 1))
    .join('');
  return from + before.length;
}
