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
import { EvidenceAgain } from './evidence-again.tsx';
import classes from './form-panel.module.css';
import { formsTexts } from './forms-texts.ts';

export interface VerdictFormProps {
  readonly view: CaseView;
  readonly is: Verdict;
  readonly onGiven: () => void;
  readonly onLeave: () => void;
}

/** A verdict before it is recorded: a plain PASS needs one more Enter, OTHER its caveat, a retest its reason. */
export function VerdictForm({ view, is, onGiven, onLeave }: VerdictFormProps) {
  const words = useTexts(formsTexts);
  const tester = useHolder('tester');
  const plan = useRun(({ opened }) => opened.plan);
  const [caveat, setCaveat] = useState('');
  const [comment, setComment] = useState('');
  const [retest, setRetest] = useState('');
  const [agreed, setAgreed] = useState<AgreementDraft>({ name: '', organisation: '', how: 'note' });
  const [evidence, mail] = [useAttachments(), useAttachments()];
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
    if (given) onGiven();
  };
  return (
    <form
      className={classes['verdict']}
      onSubmit={submit}
      onKeyDown={({ key }) => (key === 'Escape' ? onLeave() : undefined)}
      aria-label={words.give(is)}
    >
      {again ? <RetestFields view={view} why={retest} onChange={setRetest} /> : null}
      {is === 'OTHER' ? (
        <>
          <TextArea
            label={words.caveat}
            hint={words.caveatHint}
            required
            atOnce={!again}
            value={caveat}
            onChange={setCaveat}
          />
          <AgreementFields draft={agreed} onChange={setAgreed} mail={mail} />
        </>
      ) : null}
      <TextArea label={words.comment} value={comment} onChange={setComment} />
      <AttachedFiles of={evidence} required={own?.kind === 'person' && own.required} />
      <Refusal of={sending} />
      <VerdictButtons is={is} ready={ready} sending={sending.sending} onLeave={onLeave} />
    </form>
  );
}

interface RetestFieldsProps {
  readonly view: CaseView;
  readonly why: string;
  readonly onChange: (why: string) => void;
}

/** A new look, and the reason for it. */
function RetestFields({ view, why, onChange }: RetestFieldsProps) {
  const words = useTexts(formsTexts);
  return (
    <>
      <EvidenceAgain view={view} />
      <TextArea label={words.whyRetest} required atOnce value={why} onChange={onChange} />
    </>
  );
}

interface VerdictButtonsProps extends Pick<VerdictFormProps, 'is' | 'onLeave'> {
  readonly ready: boolean;
  readonly sending: boolean;
}

function VerdictButtons({ is, ready, sending, onLeave }: VerdictButtonsProps) {
  const words = useTexts(formsTexts);
  return (
    <Group>
      <Button type="submit" autoFocus disabled={!ready} loading={sending} data-is={is}>
        {words.give(is)}
      </Button>
      <Button variant="default" onClick={onLeave}>
        {words.cancel}
      </Button>
    </Group>
  );
}
