import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { routeOf } from '../../../state/route-store.ts';
import { useTexts } from '../../../ui/use-texts.ts';
import { useDrafts } from './draft-store.ts';
import { editTexts } from './edit-texts.ts';

/** Asks before somebody walks away from a runbook with unsaved changes; gives the dialog to be shown. */
export function useLeaveGuard(file: string): ReactNode {
  const unsaved = useDrafts(({ drafts }) => drafts[file] !== undefined);
  const [wanted, setWanted] = useState<string>();
  const passing = useRef(false);
  useEffect(() => {
    if (!unsaved) return undefined;
    const guard = (event: NavigateEvent): void => {
      const { hash } = new URL(event.destination.url);
      const route = routeOf(hash);
      const within = route.screen === 'runbook' && route.file === file;
      if (passing.current || within || !event.hashChange || !event.cancelable) return;
      event.preventDefault();
      setWanted(hash);
    };
    // Before the address changes. Where a browser lacks it nobody is asked, and the draft waits all the same.
    const { navigation } = window as { readonly navigation?: Navigation };
    navigation?.addEventListener('navigate', guard);
    return () => navigation?.removeEventListener('navigate', guard);
  }, [unsaved, file]);
  const leave = (to: string): void => {
    setWanted(undefined);
    passing.current = true;
    location.hash = to;
  };
  return wanted === undefined ? null : (
    <LeaveDialog file={file} onStay={() => setWanted(undefined)} onLeave={() => leave(wanted)} />
  );
}

interface LeaveDialogProps {
  readonly file: string;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

function LeaveDialog({ file, onStay, onLeave }: LeaveDialogProps) {
  const words = useTexts(editTexts);
  const drop = useDrafts((state) => state.drop);
  return (
    <Modal
      opened
      onClose={onStay}
      title={words.leaveTitle}
      closeButtonProps={{ 'aria-label': words.leaveStay }}
      size="lg"
      centered
    >
      <p>{words.leaveNote}</p>
      <Group justify="flex-end" gap="sm">
        <Button
          variant="default"
          onClick={() => {
            drop(file);
            onLeave();
          }}
        >
          {words.leaveDrop}
        </Button>
        <Button variant="default" onClick={onStay}>
          {words.leaveStay}
        </Button>
        <Button data-autofocus onClick={onLeave}>
          {words.leaveKeep}
        </Button>
      </Group>
    </Modal>
  );
}
