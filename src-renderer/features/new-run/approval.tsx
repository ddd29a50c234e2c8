import { SegmentedControl } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { openForSigning } from '../../../src-shared/run/decide-forms.ts';
import { standingSignOff } from '../../../src-shared/run/forms-gate.ts';
import { useRun } from '../../state/run-context.tsx';
import { useCanAct } from '../../ui/use-send.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { ApproveByPin, ApproveElsewhere } from './approve-forms.tsx';
import { approvalTexts } from './approval-texts.ts';
import classes from './new-run.module.css';
import { prepareTexts } from './prepare-texts.ts';
import { approvalSubject, approvingRole } from './signing-roles.ts';
import type { Pins } from './use-pins.ts';

/** The sign-off on the plan's hash: given here by PIN, or recorded from paper or mail; days ahead if need be. */
export function Approval({ pins }: { readonly pins: Pins }) {
  const words = useTexts(approvalTexts);
  const state = useRun((run) => run.state);
  const planHash = useRun(({ opened }) => opened.planHash);
  const role = approvingRole(state.plan);
  const self = role === 'operator';
  const signed = standingSignOff(state, approvalSubject, role);
  const person = state.people[role];
  const title = state.plan.people[role]?.title ?? role;
  const signing = openForSigning(state, approvalSubject, role, useSettings.getState().language);
  if (signed !== undefined) {
    const { name } = signed.person;
    return (
      <p className={classes['approved']}>
        <IconCheck size={18} aria-hidden />
        {self
          ? words.doneSelf(name, signed.signedAt)
          : words.done(name, signed.signedAt, words.meansDone[signed.means] ?? signed.means)}
      </p>
    );
  }
  if (typeof signing === 'string') return null;
  return (
    <section className={classes['approval']} aria-label={words.approves(title)}>
      <h3>{words.approves(title)}</h3>
      {self ? <p className={classes['quiet']}>{words.selfApproves}</p> : null}
      <blockquote>{signing.statement}</blockquote>
      <p className={classes['quiet']}>{words.covers(planHash.slice(0, 12))}</p>
      {person === undefined ? (
        <p className={classes['warn']}>{words.nameFirst(title)}</p>
      ) : (
        <Means pin={pins(person)} />
      )}
    </section>
  );
}

/** An approver who sits elsewhere sends a mail; one who stands here has a PIN. */
function Means({ pin }: { readonly pin: boolean | undefined }) {
  const words = useTexts(approvalTexts);
  const preparing = useTexts(prepareTexts);
  const canAct = useCanAct();
  const [means, setMeans] = useState<'pin' | 'paper' | 'mail'>('pin');
  if (!canAct) return <p className={classes['warn']}>{preparing.notHere}</p>;
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={words.meansLabel}
        value={means}
        onChange={setMeans}
        data={(['pin', 'paper', 'mail'] as const).map((value) => ({ value, label: words.means[value] }))}
        style={{ alignSelf: 'flex-start' }}
      />
      {means === 'pin' ? <ApproveByPin hasPin={pin} /> : <ApproveElsewhere key={means} means={means} />}
    </>
  );
}
