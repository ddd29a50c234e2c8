import { Button, Group } from '@mantine/core';
import { useId } from 'react';
import { missingTexts } from './still-missing.tsx';
import { useTexts, type Texts } from './use-texts.ts';

const footTexts: Texts<{ readonly cancel: string }> = { en: { cancel: 'Cancel' }, it: { cancel: 'Annulla' } };

export interface DialogFootProps {
  readonly does: string;
  /** What the form still lacks, by the names of its fields; whoever submits it looks at the same. */
  readonly missing: readonly string[];
  /** Why it cannot be done now whatever the form says, as a sentence. */
  readonly blocked?: string | undefined;
  readonly sending: boolean;
  readonly danger?: boolean;
  /** Words of the way out where `Cancel` would not be clear. */
  readonly cancel?: string;
  readonly onCancel: () => void;
}

/** The last row of a form in a dialog: the way out, and the button that does it or says what it waits for. */
export function DialogFoot({ does, missing, blocked, sending, danger = false, cancel, onCancel }: DialogFootProps) {
  const words = useTexts(footTexts);
  const lacks = useTexts(missingTexts);
  const note = useId();
  const ready = missing.length === 0 && blocked === undefined;
  return (
    <>
      <p id={note} role="status" style={{ margin: 0, color: 'var(--person)', textAlign: 'right' }}>
        {ready ? null : (blocked ?? lacks(missing.join(', ')))}
      </p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {cancel ?? words.cancel}
        </Button>
        {/* Not `disabled`: the keyboard must be able to come here and hear why. */}
        <Button
          type="submit"
          aria-disabled={!ready}
          aria-describedby={note}
          {...(ready ? {} : { 'data-disabled': true })}
          {...(danger ? { color: 'red.8' } : {})}
          loading={sending}
        >
          {does}
        </Button>
      </Group>
    </>
  );
}

/** The names of those that are missing, in their order. */
export function missingOf(fields: readonly (readonly [name: string, there: boolean])[]): readonly string[] {
  return fields.flatMap(([name, there]) => (there ? [] : [name]));
}
