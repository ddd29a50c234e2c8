import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { core } from '../../platform/core.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { useAttachments } from '../../state/use-attachments.ts';
import { EvidenceDrop } from '../../ui/evidence-drop.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { approvalTexts } from './approval-texts.ts';
import classes from './new-run.module.css';
import { approvalSubject as subject, approvingRole } from './signing-roles.ts';

/** With the PIN that the approver chose; a wrong one is said, and five of them lock it. */
export function ApproveByPin({ hasPin }: { readonly hasPin: boolean | undefined }) {
  const words = useTexts(approvalTexts);
  const { run, plan, planHash } = useRun(({ opened }) => opened);
  const role = approvingRole(plan);
  const person = useHolder(role);
  const [pin, setPin] = useState('');
  const sending = useSend();
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (pin === '') return;
    await sending.ask(() =>
      core.call('run.sign', {
        run,
        subject,
        role,
        person,
        means: 'pin',
        pin,
        evidence: [],
        lang: useSettings.getState().language,
      }),
    );
    // A wrong PIN is typed anew.
    setPin('');
  };
  if (hasPin === false) return <p className={classes['warn']}>{words.pinFirst(person.name)}</p>;
  return (
    <form onSubmit={submit} className={classes['partBody']}>
      <Refusal of={sending} />
      <div className={`${classes['row'] ?? ''} ${classes['end'] ?? ''}`}>
        <PasswordInput
          label={words.pinOf(person.name)}
          value={pin}
          autoComplete="off"
          onChange={(event) => setPin(event.currentTarget.value)}
          style={{ minWidth: 240 }}
        />
        <Button type="submit" disabled={pin === ''} loading={sending.sending}>
          {words.approve(planHash.slice(0, 12))}
        </Button>
      </div>
    </form>
  );
}

/** On paper or by mail: the scan is the evidence, and somebody answers for having received it. */
export function ApproveElsewhere({ means }: { readonly means: 'paper' | 'mail' }) {
  const words = useTexts(approvalTexts);
  const { run, plan } = useRun(({ opened }) => opened);
  const role = approvingRole(plan);
  const person = useHolder(role);
  const operator = useHolder('operator');
  const [receiver, setReceiver] = useState(operator.name);
  const scans = useAttachments();
  const sending = useSend();
  const ready = receiver.trim() !== '' && scans.refs.length > 0;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    const receivedBy = receiver.trim() === operator.name ? operator : { name: receiver.trim() };
    await sending.ask(() =>
      core.call('run.sign', {
        run,
        subject,
        role,
        person,
        means,
        receivedBy,
        evidence: scans.refs,
        lang: useSettings.getState().language,
      }),
    );
  };
  return (
    <form onSubmit={submit} className={classes['partBody']}>
      <span className={classes['quiet']}>{words.attach}</span>
      <EvidenceDrop
        files={scans.files.map(({ ref, preview }) => ({ id: ref.sha256, name: ref.name, preview }))}
        storing={scans.storing}
        error={scans.error}
        required
        onAdd={scans.add}
        onRemove={scans.remove}
      />
      <div className={`${classes['row'] ?? ''} ${classes['end'] ?? ''}`}>
        <TextInput
          label={words.receivedBy}
          value={receiver}
          onChange={(event) => setReceiver(event.currentTarget.value)}
          style={{ minWidth: 240 }}
        />
        <Button type="submit" disabled={!ready} loading={sending.sending}>
          {words.record}
        </Button>
      </div>
      <Refusal of={sending} />
    </form>
  );
}
