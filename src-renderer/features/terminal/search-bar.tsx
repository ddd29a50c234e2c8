import { ActionIcon, TextInput, useComputedColorScheme } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './search-bar.module.css';
import { searchColours } from './terminal-theme.ts';
import { terminalTexts } from './terminal-texts.ts';
import type { TerminalView } from './terminal-view.ts';

export interface SearchBarProps {
  readonly view: TerminalView;
  readonly onClose: () => void;
}

/** Finds text in what the terminal holds, newest first. */
export function SearchBar({ view, onClose }: SearchBarProps) {
  const words = useTexts(terminalTexts);
  const [text, setText] = useState('');
  const found = useFound(view);
  const { match, active } = searchColours[useComputedColorScheme('dark')];
  const options = {
    decorations: {
      matchBackground: match,
      matchOverviewRuler: match,
      activeMatchBackground: active,
      activeMatchColorOverviewRuler: active,
    },
  };
  const next = (): boolean => view.search.findNext(text, options);
  const previous = (): boolean => view.search.findPrevious(text, options);
  return (
    <div className={classes['bar']} role="search">
      <TextInput
        size="xs"
        aria-label={words.find}
        placeholder={words.find}
        autoFocus
        value={text}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          if (typed === '') view.search.clearDecorations();
          else view.search.findPrevious(typed, { ...options, incremental: true });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          else if (event.key !== 'Enter') return;
          else if (event.shiftKey) next();
          else previous();
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className={classes['count']} role="status">
        {text === '' ? '' : found.of === 0 ? words.findNone : words.findCount(found.at, found.of)}
      </span>
      <ActionIcon size="sm" variant="subtle" color="gray" aria-label={words.findPrevious} onClick={previous}>
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon size="sm" variant="subtle" color="gray" aria-label={words.findNext} onClick={next}>
        <IconChevronDown size={16} />
      </ActionIcon>
      <ActionIcon size="sm" variant="subtle" color="gray" aria-label={words.findClose} onClick={onClose}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

/** Where the search stands; its marks go with it. */
function useFound(view: TerminalView): { readonly at: number; readonly of: number } {
  const [found, setFound] = useState({ at: 0, of: 0 });
  useEffect(() => {
    const heard = view.search.onDidChangeResults(({ resultIndex, resultCount }) => {
      setFound({ at: resultIndex + 1, of: resultCount });
    });
    return () => {
      heard.dispose();
      view.search.clearDecorations();
      view.terminal.clearSelection();
    };
  }, [view]);
  return found;
}
