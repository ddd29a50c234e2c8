import { Button } from '@mantine/core';
import { IconFileOff } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { useTexts } from '../../../ui/use-texts.ts';
import { useDrafts } from './draft-store.ts';
import { editTexts } from './edit-texts.ts';
import { saveCopy } from './use-editing.ts';

export interface LostDraftProps {
  readonly file: string;
  readonly onReload: () => void;
}

/** The file went away while it was being edited: the text is here, and can be written again. */
export function LostDraft({ file, onReload }: LostDraftProps) {
  const words = useTexts(editTexts);
  const draft = useDrafts(({ drafts }) => drafts[file]);
  const drop = useDrafts((state) => state.drop);
  const [error, setError] = useState<unknown>();
  if (draft === undefined) return null;
  const write = async (): Promise<void> => {
    setError(undefined);
    try {
      await saveCopy(file, draft.text);
      drop(file);
      onReload();
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <EmptyState icon={IconFileOff} title={words.gone} actions={<Button onClick={write}>{words.recreate}</Button>}>
      {error === undefined ? null : <ErrorNote error={error} />}
    </EmptyState>
  );
}
