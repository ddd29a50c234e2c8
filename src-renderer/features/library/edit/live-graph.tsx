import { EditorView } from '@codemirror/view';
import { useMemo, useState, type RefObject } from 'react';
import { StepGraph } from '../../../ui/graph/step-graph.tsx';
import { useTexts } from '../../../ui/use-texts.ts';
import { outlineOf } from '../runbook-outline.ts';
import classes from './edit-tab.module.css';
import { editTexts } from './edit-texts.ts';
import { positionOf } from './step-position.ts';
import type { Checked } from './use-check.ts';

export interface LiveGraphProps {
  readonly checked: Checked;
  readonly editor: RefObject<EditorView | null>;
}

/** The graph of what is being written; a step that is chosen comes into sight in the text. */
export function LiveGraph({ checked, editor }: LiveGraphProps) {
  const words = useTexts(editTexts);
  const { document, stale } = checked;
  const outline = useMemo(() => (document === undefined ? undefined : outlineOf(document)), [document]);
  const [selected, setSelected] = useState<string>();
  const find = (id: string, focus: boolean): void => {
    setSelected(id);
    const view = editor.current;
    const path = outline?.steps.find((step) => step.id === id)?.path;
    const offset = view === null || path === undefined ? undefined : positionOf(view.state, path);
    if (view === null || offset === undefined) return;
    view.dispatch({
      selection: { anchor: offset },
      effects: EditorView.scrollIntoView(offset, { y: 'start', yMargin: 40 }),
    });
    if (focus) view.focus();
  };
  return (
    <div className={classes['graph']}>
      {outline === undefined ? <p className={classes['note']}>{words.noGraph}</p> : null}
      {outline !== undefined && stale ? <p className={classes['stale']}>{words.staleGraph}</p> : null}
      {outline === undefined ? null : (
        <div className={classes['flow']}>
          <StepGraph
            phases={outline.phases}
            steps={outline.steps}
            selected={selected}
            onSelect={(id) => find(id, false)}
            onOpen={(id) => find(id, true)}
          />
        </div>
      )}
    </div>
  );
}
