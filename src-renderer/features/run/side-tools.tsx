import { Button, Modal, Textarea } from '@mantine/core';
import { IconClipboardText, IconNote } from '@tabler/icons-react';
import { useState } from 'react';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { useKeys, usePalette } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { bridgeStatus } from './bridge-status.ts';
import { NoteDialog } from './note-dialog.tsx';
import { sideTexts } from './side-texts.ts';
import classes from './side-tools.module.css';
import { useCanAct } from '../../ui/use-send.tsx';

type Copied = 'no' | 'yes' | { readonly text: string };

/** A note at any time, and the status in one paragraph for those who are not here. */
export function SideTools() {
  const words = useTexts(sideTexts);
  const language = useSettings((settings) => settings.language);
  const state = useRun((run) => run.state);
  const held = useRun((run) => run.held);
  const canAct = useCanAct() && state.name !== 'sealed';
  const [noting, setNoting] = useState(false);
  const [copied, setCopied] = useState<Copied>('no');
  const note = (): void => setNoting(true);
  const copy = (): void => {
    const text = bridgeStatus(state, Date.now(), language, held);
    navigator.clipboard.writeText(text).then(
      () => setCopied('yes'),
      () => setCopied({ text }),
    );
  };
  useKeys([
    { keys: ['b'], does: words.copyStatus, run: copy },
    ...(canAct ? [{ keys: ['m', 'ctrl+shift+m'], does: words.noteTitle, whileTyping: false, run: note }] : []),
  ]);
  usePalette([
    { id: 'bridge', group: words.side, label: words.copyStatus, keys: 'B', run: copy },
    ...(canAct ? [{ id: 'note', group: words.side, label: words.noteTitle, keys: 'M', run: note }] : []),
  ]);
  return (
    <div className={classes['tools']}>
      {canAct ? (
        <Button variant="default" size="xs" leftSection={<IconNote size={14} />} onClick={note}>
          {words.note} (M)
        </Button>
      ) : null}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconClipboardText size={14} />}
        title={words.copyStatus}
        onClick={copy}
      >
        {copied === 'yes' ? words.copied : words.copyShort} (B)
      </Button>
      <span role="status" className={classes['said']}>
        {copied === 'yes' ? words.copied : ''}
      </span>
      {noting ? <NoteDialog onClose={() => setNoting(false)} /> : null}
      {typeof copied === 'string' ? null : (
        <Modal
          opened
          onClose={() => setCopied('no')}
          title={words.copyStatus}
          closeButtonProps={{ 'aria-label': words.cancel }}
          centered
        >
          <Textarea label={words.copyFailed} readOnly autosize value={copied.text} data-autofocus />
        </Modal>
      )}
    </div>
  );
}
