import { Button, SegmentedControl } from '@mantine/core';
import type { RefObject } from 'react';
import type { RunbookView } from '../../../../src-shared/rpc/library-calls.ts';
import { useRoute } from '../../../state/route-store.ts';
import { nameOf } from '../../../ui/file-paths.ts';
import { useKeys, usePalette } from '../../../ui/keys.ts';
import { usePathPicker } from '../../../ui/path-picker.tsx';
import { useTexts } from '../../../ui/use-texts.ts';
import { Validity } from '../validity.tsx';
import { useDrafts } from './draft-store.ts';
import classes from './edit-tab.module.css';
import { editTexts } from './edit-texts.ts';
import type { Checked } from './use-check.ts';
import type { Editing } from './use-editing.ts';

export type EditView = 'text' | 'graph' | 'changes';

export interface EditBarProps {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly view: RunbookView;
  readonly editing: Editing;
  readonly checked: Checked;
  readonly shown: EditView;
  readonly onShow: (view: EditView) => void;
}

const views: readonly EditView[] = ['text', 'graph', 'changes'];

/** Save and its kin, what is shown, and how the text stands, in words. */
export function EditBar({ ref, view, editing, checked, shown, onShow }: EditBarProps) {
  const words = useTexts(editTexts);
  const { dialog, saveAs } = useSaveAs(view, editing);
  // A file of somebody else's program cannot be written: then a copy is the way, also by key.
  const save = (): void => void (view.writable ? editing.save() : saveAs());
  useKeys([{ keys: ['ctrl+s'], does: words.save, whileTyping: true, run: save }]);
  usePalette([
    { id: 'edit-save', group: 'YAML', label: words.save, keys: 'Ctrl+S', run: save },
    { id: 'edit-save-as', group: 'YAML', label: words.saveAs, run: () => void saveAs() },
  ]);
  const errors = checked.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <div ref={ref} className={classes['bar']}>
      {view.writable ? (
        <Button size="xs" disabled={!editing.dirty || editing.conflict} loading={editing.saving} onClick={editing.save}>
          {words.save}
        </Button>
      ) : null}
      <Button size="xs" variant={view.writable ? 'default' : 'filled'} onClick={saveAs}>
        {words.saveAs}
      </Button>
      {editing.dirty ? (
        <Button size="xs" variant="default" onClick={editing.revert}>
          {words.revert}
        </Button>
      ) : null}
      <SegmentedControl
        size="xs"
        aria-label={words.view}
        value={shown}
        onChange={onShow}
        data={views.map((value) => ({ value, label: words.views[value] }))}
      />
      <span className={classes['status']} role="status">
        <Standing view={view} editing={editing} />
        {checked.checking ? words.checking : <Validity errors={errors} hints={checked.problems.length - errors} />}
      </span>
      {dialog}
    </div>
  );
}

function Standing({ view, editing }: Pick<EditBarProps, 'view' | 'editing'>) {
  const words = useTexts(editTexts);
  const fleeting = useDrafts((state) => state.fleeting);
  if (editing.dirty) return <strong className={classes['unsaved']}>{fleeting ? words.fleeting : words.unsaved}</strong>;
  if (!view.writable) return <span>{words.readOnly}</span>;
  return <span>{editing.justSaved ? words.saved : words.unchanged}</span>;
}

function useSaveAs(view: RunbookView, editing: Editing) {
  const words = useTexts(editTexts);
  const go = useRoute((state) => state.go);
  const { pick, dialog } = usePathPicker();
  const saveAs = async (): Promise<void> => {
    const file = await pick({
      kind: 'target',
      title: words.saveAsTitle,
      endings: ['.yaml', '.yml', '.drillbook'],
      name: nameOf(view.file),
    }).catch(() => null);
    if (file !== null && (await editing.saveAs(file))) go({ screen: 'runbook', file, tab: 'edit' });
  };
  return { dialog, saveAs };
}
