import { Button } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useTexts } from '../../../ui/use-texts.ts';
import classes from './edit-tab.module.css';
import { editTexts } from './edit-texts.ts';
import type { Editing } from './use-editing.ts';

export interface ConflictNoteProps {
  readonly editing: Editing;
  /** Both texts are in sight already. */
  readonly compared: boolean;
  readonly onCompare: () => void;
}

/** The file changed under the editor: both texts are there, and the person decides. */
export function ConflictNote({ editing, compared, onCompare }: ConflictNoteProps) {
  const words = useTexts(editTexts);
  return (
    <div role="alert" className={classes['conflict']}>
      <IconGitMerge size={18} aria-hidden />
      <div>
        <strong>{words.conflict}</strong>
        <p>{words.conflictNote}</p>
        {compared ? null : (
          <Button size="xs" onClick={onCompare}>
            {words.compare}
          </Button>
        )}
        <Button size="xs" variant="default" loading={editing.saving} onClick={editing.overwrite}>
          {words.keepMine}
        </Button>
        <Button size="xs" variant="default" onClick={editing.revert}>
          {words.takeTheirs}
        </Button>
      </div>
    </div>
  );
}
