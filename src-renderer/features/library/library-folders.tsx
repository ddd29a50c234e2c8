import { Button } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import type { Library } from '../../../src-shared/rpc/library-calls.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './library-folders.module.css';
import { libraryTexts } from './library-texts.ts';

export interface LibraryFoldersProps {
  readonly folders: Library['folders'];
  readonly onRemove: (folder: string) => void;
}

/** Where the runbooks come from; a folder of the person can be taken off the list again. */
export function LibraryFolders({ folders, onRemove }: LibraryFoldersProps) {
  const words = useTexts(libraryTexts);
  return (
    <section className={classes['folders']} aria-label={words.folders}>
      <h2>{words.folders}</h2>
      <ul>
        {folders.map(({ folder, shipped, problem }) => (
          <li key={folder}>
            <IconFolder size={16} stroke={1.7} aria-hidden />
            <code>{folder}</code>
            {shipped ? (
              <span>{words.shippedFolder}</span>
            ) : (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`${words.removeFolder}: ${folder}`}
                title={words.removeFolderOf(folder)}
                onClick={() => onRemove(folder)}
              >
                {words.removeFolder}
              </Button>
            )}
            {problem === undefined ? null : <strong>{problem}</strong>}
          </li>
        ))}
      </ul>
    </section>
  );
}
