import { Button, Group } from '@mantine/core';

import { useState, type SubmitEvent } from 'react';
import type { CaseView } from '../../../src-shared/report/model.ts';
import type { Verdict } from '../../../src-shared/run/facts.ts';
import { indexOf } from '../../../src-shared/run/plan-index.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { useAttachments } from '../../state/use-attachments.ts';
import { AttachedFiles } from '../../ui/attached-files.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { AgreementFields, agreementOf, type AgreementDraft } from './agreement-fields.tsx';
import classes from './form-panel.module.css';
import { formsTexts } from './forms-texts.ts';

export interface VerdictFormProps {
  readonly view: CaseView;
  readonly is: Verdict;
  readonly onDone: () => void;
}

/** A verdict before it is recorded: a plain PASS needs one more Enter, OTHER its caveat, a retest its reason. */
export function VerdictForm({ view, is, onDone }: VerdictFormProps) {
  const words = useTexts(formsTexts);
  const tester = useHolder('tester');
  const plan = useRun(({ opened }) => opened.plan);
  const [caveat, setCaveat] = useState('');
  const [comment, setComment] = useState('');
  const [retest, setRetest] = useState('');
  const [agreed, setAgreed] = useState<AgreementDraft>({ name: '', organisation: '', how: 'note' });
  const evidence = useAttachments();
  const mail = useAttachments();
  const sending = useSend();
  const own = indexOf(plan).case.get(view.id)?.case.evidence;
  const again = view.verdict !== undefined;
  const lacksFile = own?.kind === 'person' && own.required && evidence.refs.length === 0;
  const ready = (is !== 'OTHER' || caveat !== '') && (!again || retest !== '') && !lacksFile;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    const agreedBy = is === 'OTHER' ? agreementOf(agreed, mail) : undefined;
    const given = await sending.send({
      type: 'give-verdict',
      case: view.id,
      is,
      by: tester,
      evidence: evidence.refs,
      scripted: false,
      ...(caveat === '' ? {} : { caveat }),
      ...(comment === '' ? {} : { comment }),
      ...(again ? { retest } : {}),
      ...(agreedBy === undefined ? {} : { agreedBy }),
    });
    if (given) onDone();
  };
  return (
    <form className={classes['verdict']} onSubmit={submit} aria-label={words.give(is)}>
      {again ? <TextArea label={words.whyRetest} required value={retest} onChange={setRetest} /> : null}
      {is === 'OTHER' ? (
        <>
          <TextArea label={words.caveat} hint={words.caveatHint} required value={caveat} onChange={setCaveat} />
          <AgreementFields draft={agreed} onChange={setAgreed} mail={mail} />
        </>
      ) : null}
      <TextArea label={words.comment} value={comment} onChange={setComment} />
      {own?.kind === 'person' ? <AttachedFiles of={evidence} required={own.required} /> : null}
      <Refusal of={sending} />
      <Group>
        <Button type="submit" autoFocus disabled={!ready} loading={sending.sending} data-is={is}>
          {words.give(is)}
        </Button>
        <Button variant="default" onClick={onDone}>
          {words.cancel}
        </Button>
      </Group>
    </form>
  );
}
