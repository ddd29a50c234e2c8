import { Button, Checkbox, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import type { StepId } from '../../../src-shared/base/ids.ts';
import { useRun } from '../../state/run-context.tsx';
import { useAttachments, type Attachments } from '../../state/use-attachments.ts';
import { EvidenceDrop } from '../../ui/evidence-drop.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { useLooking } from './looking.ts';
import { titleOf } from './now-words.ts';
import { PersonSelect, useSpeaker } from './person-select.tsx';
import taskClasses from './person-task.module.css';
import { sideTexts } from './side-texts.ts';
import { eventTime } from './event-time.ts';
import { Refusal, useSend } from '../../ui/use-send.tsx';

interface Draft {
  readonly text: string;
  /** A time of day in the run's zone; empty: now. */
  readonly when: string;
  readonly aboutStep: boolean;
  readonly role: string;
}

/** What somebody wants to keep, with the time of the event, the time of the record, and evidence. */
export function NoteDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useTexts(sideTexts);
  const step = useLooking((looking) => looking.step);
  const zone = useRun(({ state }) => state.created?.about.zone ?? 'UTC');
  const sending = useSend();
  const attachments = useAttachments();
  const [draft, setDraft] = useState<Draft>({ text: '', when: '', aboutStep: true, role: 'operator' });
  const by = useSpeaker(draft.role);
  const ready = draft.text.trim() !== '' && attachments.storing === 0;
  const send = (): void => {
    if (!ready || sending.sending) return;
    const eventAt = eventTime(draft.when, zone, Date.now());
    const more = {
      ...(eventAt === undefined ? {} : { eventAt }),
      ...(step === undefined || !draft.aboutStep ? {} : { step }),
    };
    const text = draft.text.trim();
    void sending.send({ type: 'add-note', text, by, evidence: attachments.refs, ...more }).then((done) => {
      if (done) onClose();
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.noteTitle}
      closeButtonProps={{ 'aria-label': words.cancel }}
      centered
      size="lg"
    >
      <Stack gap="sm" onKeyDown={onKeyDown}>
        <NoteFields draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} step={step} />
        <NoteEvidence attachments={attachments} />
        <Refusal of={sending} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button onClick={send} disabled={!ready} loading={sending.sending}>
            {words.noteDo} <kbd className={taskClasses['kbd']}>Ctrl ⏎</kbd>
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface NoteFieldsProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly step: StepId | undefined;
}

function NoteFields({ draft, onChange, step }: NoteFieldsProps) {
  const words = useTexts(sideTexts);
  const title = useRun(({ state }) => (step === undefined ? '' : titleOf(state, step)));
  return (
    <>
      <Textarea
        data-autofocus
        label={words.noteText}
        autosize
        minRows={3}
        maxRows={12}
        value={draft.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <Group grow align="end">
        <TextInput
          type="time"
          step={1}
          label={words.noteWhen}
          description={words.noteWhenHint}
          value={draft.when}
          onChange={(event) => onChange({ when: event.currentTarget.value })}
        />
        <PersonSelect label={words.by} role={draft.role} onChange={(role) => onChange({ role })} />
      </Group>
      {step === undefined ? null : (
        <Checkbox
          label={words.noteStep(title)}
          checked={draft.aboutStep}
          onChange={(event) => onChange({ aboutStep: event.currentTarget.checked })}
        />
      )}
    </>
  );
}

function NoteEvidence({ attachments }: { readonly attachments: Attachments }) {
  const { files, storing, error, add, remove } = attachments;
  const shown = files.map(({ ref, preview }) => ({ id: ref.sha256, name: ref.name, preview }));
  return <EvidenceDrop files={shown} storing={storing} error={error} onAdd={add} onRemove={remove} />;
}
