import { Button } from '@mantine/core';
import { IconBook2, IconSearchOff } from '@tabler/icons-react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { libraryTexts } from './library-texts.ts';
import type { RunbookOpener } from './open-runbook.ts';

/** No runbook at all: the three ways to bring one in. */
export function LibraryEmpty({ opener }: { readonly opener: RunbookOpener }) {
  const words = useTexts(libraryTexts);
  return (
    <EmptyState
      icon={IconBook2}
      title={words.emptyTitle}
      actions={
        <>
          <Button onClick={opener.openFile}>{words.openFile}</Button>
          <Button variant="default" onClick={opener.addFolder}>
            {words.addFolder}
          </Button>
        </>
      }
    >
      {words.empty}
    </EmptyState>
  );
}

/** Nothing has the words that were searched for. */
export function LibraryNothing({ query, onShowAll }: { readonly query: string; readonly onShowAll: () => void }) {
  const words = useTexts(libraryTexts);
  return (
    <EmptyState
      icon={IconSearchOff}
      title={words.nothingTitle(query)}
      actions={
        <Button variant="default" onClick={onShowAll}>
          {words.showAll}
        </Button>
      }
    >
      {words.nothing}
    </EmptyState>
  );
}
