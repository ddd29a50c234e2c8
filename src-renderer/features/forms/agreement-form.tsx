import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CaseView } from '../../../src-shared/report/model.ts';
import { useAttachments } from '../../state/use-attachments.ts';
import { useRun } from '../../state/run-context.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { AgreementFields, agreementOf, type AgreementDraft } from './agreement-fields.tsx';
import { formsTexts } from './forms-texts.ts';

/** The customer's agreement to a caveat, when it comes later than the verdict. */
export function AgreementForm({ view }: { readonly view: CaseView }) {
  const words = useTexts(formsTexts);
  const here = useRun(({ held }) => held === 'here');
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<AgreementDraft>({ name: '', organisation: '', how: 'note' });
  const mail = useAttachments();
  const sending = useSend();
  const agreedBy = agreementOf(draft, mail);
  if (!here) return null;
  if (!open) {
    return (
      <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
        {words.change}
      </Button>
    );
  }
  return (
    <div>
      <AgreementFields draft={draft} onChange={setDraft} mail={mail} />
      <Refusal of={sending} />
      <Button
        size="xs"
        mt="sm"
        disabled={agreedBy === undefined}
        loading={sending.sending}
        onClick={async () => {
          if (agreedBy !== undefined) await sending.send({ type: 'agree-caveat', case: view.id, agreedBy });
        }}
      >
        {words.save}
      </Button>
    </div>
  );
}
