import { ActionIcon, Tooltip } from '@mantine/core';
import { IconColumns2, IconCopy, IconSearch, IconTextDecrease, IconTextIncrease, type Icon } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useSettings } from '../../state/settings-store.ts';
import { useKeys } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useDockChoice } from './dock-choice.ts';
import classes from './terminal-dock.module.css';
import { terminalTexts } from './terminal-texts.ts';

export interface DockToolsProps {
  /** Two panes could be filled. */
  readonly canSplit: boolean;
  /** Text that is selected in the active pane. */
  readonly selection: () => string;
  readonly onSearch: () => void;
  readonly onLeave: () => void;
}

const sizes = { least: 9, most: 28, usual: 13 };

function changeSize(by: number): void {
  const { terminalFontSize, change } = useSettings.getState();
  change({ terminalFontSize: Math.min(sizes.most, Math.max(sizes.least, terminalFontSize + by)) });
}

/** What can be done with the terminals; in them only Ctrl+Shift+… is ours. */
export function DockTools({ canSplit, selection, onSearch, onLeave }: DockToolsProps) {
  const words = useTexts(terminalTexts);
  const split = useDockChoice((choice) => choice.split);
  const [said, say] = useBriefly();
  const copy = (): void => {
    const text = selection();
    if (text === '') say(words.copyNothing);
    else void navigator.clipboard.writeText(text).then(() => say(words.copied));
  };
  useKeys([
    { keys: ['ctrl+shift+f'], does: words.search, run: onSearch, whileTyping: true },
    { keys: ['ctrl+shift+c'], does: words.copy, run: copy, whileTyping: true },
    // `*` and `_` are what these keys give with Shift on some keyboards.
    { keys: ['ctrl+shift++', 'ctrl+shift+*'], does: words.larger, run: () => changeSize(1), whileTyping: true },
    { keys: ['ctrl+shift+-', 'ctrl+shift+_'], does: words.smaller, run: () => changeSize(-1), whileTyping: true },
    { keys: ['ctrl+shift+Escape'], does: words.leave, run: onLeave, whileTyping: true },
  ]);
  const unsplittable = !split && !canSplit;
  return (
    <div className={classes['tools']}>
      <span role="status" className={classes['said']}>
        {said}
      </span>
      <Tool icon={IconSearch} label={words.search} keys="Ctrl+Shift+F" onClick={onSearch} />
      <Tool icon={IconCopy} label={words.copy} keys="Ctrl+Shift+C" onClick={copy} />
      <Tool icon={IconTextDecrease} label={words.smaller} keys="Ctrl+Shift+-" onClick={() => changeSize(-1)} />
      <Tool icon={IconTextIncrease} label={words.larger} keys="Ctrl+Shift++" onClick={() => changeSize(1)} />
      <Tool
        icon={IconColumns2}
        label={unsplittable ? words.splitNeeds : split ? words.unsplit : words.split}
        pressed={split}
        disabled={unsplittable}
        onClick={() => useDockChoice.setState({ split: !split, active: 'first', second: undefined })}
      />
    </div>
  );
}

interface ToolProps {
  readonly icon: Icon;
  readonly label: string;
  readonly keys?: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Tool({ icon: Image, label, keys, pressed, disabled = false, onClick }: ToolProps) {
  return (
    <Tooltip label={keys === undefined ? label : `${label} · ${keys}`}>
      <ActionIcon
        size="sm"
        variant={pressed === true ? 'light' : 'subtle'}
        color={pressed === true ? 'accent' : 'gray'}
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        // A disabled control still says why.
        {...(disabled ? { 'data-disabled': true } : {})}
        aria-disabled={disabled}
        {...(disabled ? {} : { onClick })}
      >
        <Image size={16} stroke={1.8} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** A word that goes by itself. */
function useBriefly(): readonly [string, (text: string) => void] {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), 3_000);
    return () => clearTimeout(timer);
  }, [said]);
  return [said, setSaid];
}
