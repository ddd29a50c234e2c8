import { Button, Group } from '@mantine/core';

import { useState, type SubmitEvent } from 'react';
import type { Plan } from '../../../src-shared/plan/plan.ts';
import type { CaseView } from '../../../src-shared/report/model.ts';
import type { Verdict } from '../../../src-shared/run/facts.ts';
import { indexOf } from '../../../src-shared/run/plan-index.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { useAttachments } from '../../state/use-attachments.ts';
import { AttachedFiles } from '../../ui/attached-files.tsx';
import { missingOf } from '../../ui/dialog-foot.tsx';
import { StillMissing } from '../../ui/still-missing.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { AgreementFields, agreementOf, missingOfAgreement, type AgreementDraft } from './agreement-fields.tsx';
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
  const [caveat, setCaveat] = useState('');
  const [comment, setComment] = useState('');
  const [retest, setRetest] = useState('');
  const [agreed, setAgreed] = useState<AgreementDraft>({ name: '', organisation: '', how: 'note' });
  const [evidence, mail] = [useAttachments(), useAttachments()];
  const sending = useSend();
  const again = view.verdict !== undefined;
  const required = useRun(({ opened }) => asksForFile(opened.plan, view.id));
  const missing = missingOf([
    [words.whyRetest, !again || retest !== ''],
    [words.caveat, is !== 'OTHER' || caveat !== ''],
    [words.file, !required || evidence.refs.length > 0],
  ]).concat(is === 'OTHER' ? missingOfAgreement(agreed, mail, words) : []);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (missing.length > 0) return;
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
          <CaveatField caveat={caveat} onChange={setCaveat} atOnce={!again} />
          <AgreementFields draft={agreed} onChange={setAgreed} mail={mail} />
        </>
      ) : null}
      <TextArea label={words.comment} value={comment} onChange={setComment} />
      <AttachedFiles of={evidence} required={required} />
      <Refusal of={sending} />
      <VerdictButtons is={is} missing={missing} sending={sending.sending} onLeave={onLeave} />
    </form>
  );
}

/** A case whose evidence a person brings, and must. */
function asksForFile(plan: Plan, id: CaseView['id']): boolean {
  const evidence = indexOf(plan).case.get(id)?.case.evidence;
  return evidence?.kind === 'person' && evidence.required;
}

interface CaveatFieldProps {
  readonly caveat: string;
  readonly onChange: (caveat: string) => void;
  readonly atOnce: boolean;
}

function CaveatField({ caveat, onChange, atOnce }: CaveatFieldProps) {
  const words = useTexts(formsTexts);
  return (
    <TextArea
      label={words.caveat}
      hint={words.caveatHint}
      required
      atOnce={atOnce}
      value={caveat}
      onChange={onChange}
    />
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
  readonly missing: readonly string[];
  readonly sending: boolean;
}

function VerdictButtons({ is, missing, sending, onLeave }: VerdictButtonsProps) {
  const words = useTexts(formsTexts);
  return (
    <div>
      <Group>
        <Button type="submit" autoFocus disabled={missing.length > 0} loading={sending} data-is={is}>
          {words.give(is)}
        </Button>
        <Button variant="default" onClick={onLeave}>
          {words.cancel}
        </Button>
      </Group>
      <StillMissing what={missing} />
    </div>
  );
}
