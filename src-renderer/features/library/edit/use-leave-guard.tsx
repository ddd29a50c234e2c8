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
    const guard = (event: HashChangeEvent): void => {
      const route = routeOf(location.hash);
      if (passing.current || (route.screen === 'runbook' && route.file === file)) return;
      const to = location.hash;
      // Before the window's own listener hears of it: the address goes back, and the person is asked.
      event.stopImmediatePropagation();
      history.replaceState(null, '', event.oldURL);
      setWanted(to);
    };
    window.addEventListener('hashchange', guard, { capture: true });
    return () => window.removeEventListener('hashchange', guard, { capture: true });
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
    <Modal opened onClose={onStay} title={words.leaveTitle} centered>
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
