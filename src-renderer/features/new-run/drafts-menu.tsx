import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { StoredDraft } from '../../../src-shared/rpc/library-calls.ts';
import { core } from '../../platform/core.ts';
import { useRoute } from '../../state/route-store.ts';
import { useSettings } from '../../state/settings-store.ts';
import { useCall } from '../../state/use-call.ts';
import { dateText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { readDraft } from './draft.ts';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';

/** Runs that are prepared and not made: opened again days later, or removed. */
export function DraftsMenu({ own, zone }: { readonly own: string; readonly zone: string }) {
  const words = useTexts(newRunTexts);
  const [opened, setOpened] = useState(false);
  const [drafts, reload] = useCall('drafts.list', {});
  const others = drafts.kind === 'there' ? drafts.value.filter(({ id }) => id !== own) : [];
  if (others.length === 0) return null;
  const remove = async (id: string): Promise<void> => {
    await core.call('drafts.remove', { id }).catch(() => undefined);
    reload();
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={440} trapFocus shadow="md">
      <Popover.Target>
        <Button variant="default" size="xs" aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {words.drafts(others.length)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.draftsTitle}>
        <ul className={classes['list']}>
          {others.map((one) => (
            <DraftLine key={one.id} draft={one} zone={zone} onRemove={() => void remove(one.id)} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

interface DraftLineProps {
  readonly draft: StoredDraft;
  readonly zone: string;
  readonly onRemove: () => void;
}

function DraftLine({ draft: { id, savedAt, draft: text }, zone, onRemove }: DraftLineProps) {
  const words = useTexts(newRunTexts);
  const language = useSettings((settings) => settings.language);
  const go = useRoute((route) => route.go);
  const draft = readDraft(text, zone);
  const file = draft.runbook.split(/[\\/]/).slice(-2).join('/');
  const name = [file === '' ? words.unnamedDraft : file, draft.customer, draft.change]
    .filter((one) => one !== '')
    .join(' · ');
  return (
    <li className={classes['draftLine']}>
      <button
        type="button"
        className={classes['draft']}
        aria-label={words.openDraft(name)}
        onClick={() => go({ screen: 'new-run', draft: id })}
      >
        {name}
        <small>{dateText(savedAt, zone, language)}</small>
      </button>
      <ActionIcon variant="subtle" color="red" aria-label={words.removeDraft(name)} onClick={onRemove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </li>
  );
}
