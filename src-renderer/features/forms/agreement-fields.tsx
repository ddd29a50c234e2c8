import { SegmentedControl, TextInput } from '@mantine/core';
import type { Agreement } from '../../../src-shared/run/facts.ts';
import type { Attachments } from '../../state/use-attachments.ts';
import { AttachedFiles } from '../../ui/attached-files.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './form-panel.module.css';
import { formsTexts, type FormsWords } from './forms-texts.ts';

export interface AgreementDraft {
  readonly name: string;
  readonly organisation: string;
  readonly how: 'note' | 'mail';
}

export interface AgreementFieldsProps {
  readonly draft: AgreementDraft;
  readonly onChange: (draft: AgreementDraft) => void;
  readonly mail: Attachments;
}

/** Who of the customer agrees to a caveat, and how that is known. */
export function AgreementFields({ draft, onChange, mail }: AgreementFieldsProps) {
  const words = useTexts(formsTexts);
  return (
    <div className={classes['fields']}>
      <TextInput
        label={words.whoAgrees}
        description={words.whoAgreesHint}
        value={draft.name}
        onChange={(event) => {
          onChange({ ...draft, name: event.currentTarget.value });
        }}
      />
      {draft.name === '' ? null : (
        <>
          <TextInput
            label={words.organisation}
            required
            value={draft.organisation}
            onChange={(event) => {
              onChange({ ...draft, organisation: event.currentTarget.value });
            }}
          />
          <SegmentedControl
            aria-label={words.how}
            value={draft.how}
            data={[
              { value: 'note', label: words.note },
              { value: 'mail', label: words.mail },
            ]}
            onChange={(how) => {
              onChange({ ...draft, how: how });
            }}
          />
          {draft.how === 'note' ? null : <AttachedFiles of={mail} required />}
        </>
      )}
    </div>
  );
}

/** What an agreement that was begun lacks, by the names of its fields: half of one must not be lost in silence. */
export function missingOfAgreement(
  { name, organisation, how }: AgreementDraft,
  mail: Attachments,
  words: Pick<FormsWords, 'organisation' | 'mail'>,
): readonly string[] {
  if (name === '') return [];
  return [
    ...(organisation === '' ? [words.organisation] : []),
    ...(how === 'mail' && mail.refs.length === 0 ? [words.mail] : []),
  ];
}

/** The agreement as a command names it; undefined while nobody agreed or something of it is missing. */
export function agreementOf(draft: AgreementDraft, mail: Attachments): Agreement | undefined {
  const { name, organisation, how } = draft;
  if (name === '' || organisation === '') return undefined;
  const evidence = mail.refs[0];
  if (how === 'note') return { name, organisation, how };
  return evidence === undefined ? undefined : { name, organisation, how, evidence };
}
