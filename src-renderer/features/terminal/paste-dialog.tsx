import { Button, Group, Modal, Stack } from '@mantine/core';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './paste-dialog.module.css';
import { shellTexts } from './shell-texts.ts';

export interface PasteDialogProps {
  readonly text: string;
  /** Something was taken out of it. */
  readonly cleaned: boolean;
  readonly host: string;
  readonly onPaste: () => void;
  readonly onClose: () => void;
}

/** Several lines at once are shown before a shell gets them. */
export function PasteDialog({ text, cleaned, host, onPaste, onClose }: PasteDialogProps) {
  const words = useTexts(shellTexts);
  const lines = text.replace(/\n$/, '').split('\n');
  return (
    <Modal opened onClose={onClose} title={words.pasteTitle(lines.length, host)} centered size="lg">
      <Stack gap="md">
        <p className={classes['says']}>
          {cleaned ? `${words.pasteCleaned} ` : ''}
          {words.pasteSays}
        </p>
        <ol className={classes['lines']} tabIndex={0} aria-label={words.pasteSays}>
          {lines.map((line, at) => (
            <li key={at}>
              <code>{line}</code>
            </li>
          ))}
        </ol>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {words.cancel}
          </Button>
          <Button onClick={onPaste}>{words.pasteDo(lines.length)}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
