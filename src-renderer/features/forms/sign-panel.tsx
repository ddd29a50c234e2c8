import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { asId, type RoleId, type StepId, type SubjectId } from '../../../src-shared/base/ids.ts';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import { signatureView } from '../../../src-shared/report/signature-views.ts';
import { openForSigning } from '../../../src-shared/run/decide-forms.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { signTexts } from './forms-texts.ts';
import { RefuseForm } from './refuse-form.tsx';
import type { MeansProps } from './means-props.ts';
import { SignElsewhere } from './sign-elsewhere.tsx';
import { SignHere } from './sign-here.tsx';
import { SignResult } from './sign-result.tsx';
import { SignatureLine } from './signature-line.tsx';
import classes from './sign-panel.module.css';

export interface SignPanelProps {
  readonly subject: string;
  readonly role: string;
  /** The keyboard goes to the PIN as soon as it can be given. */
  readonly atOnce?: boolean;
  /** What is signed was told above, once for all who sign. */
  readonly told?: boolean;
}

type Means = 'here' | 'paper' | 'mail' | 'refuse';

/** A signature that is asked for: the very sentence, what it covers, and by which means it comes. */
export function SignPanel({ subject, role, atOnce = false, told = false }: SignPanelProps) {
  const words = useTexts(signTexts);
  const state = useRun((run) => run.state);
  const lang = useSettings(({ language }) => language);
  const planHash = useRun(({ opened }) => opened.planHash);
  const here = useRun(({ held }) => held === 'here');
  const [means, setMeans] = useState<Means>('here');
  const roleId = asId<RoleId>(role);
  const subjectId = asId<SubjectId>(subject);
  const view = signatureView(state, subjectId, roleId, false);
  const signing = openForSigning(state, subjectId, roleId, lang);
  const title = words.signs(roleTitle(state.plan, roleId));
  // What is open when a run is sealed stays open.
  if (view.state === 'signed' || state.name === 'sealed') return <SignatureLine view={view} />;
  return (
    <section className={classes['panel']} aria-label={title} data-sign={subject}>
      <h3>{title}</h3>
      {view.state === 'refused' ? <SignatureLine view={view} /> : null}
      {typeof signing === 'string' ? (
        <p className={classes['notNow']}>
          {words.notNow} {signing}
        </p>
      ) : (
        <>
          {told ? null : <SubjectResult subject={subject} />}
          <blockquote className={classes['statement']}>{signing.statement}</blockquote>
          <p className={classes['covers']}>{words.covers(planHash.slice(0, 12), state.head.slice(0, 12))}</p>
          {here ? (
            <>
              <SegmentedControl
                value={means}
                onChange={(value) => {
                  setMeans(value);
                }}
                data={[
                  { value: 'here', label: words.here },
                  { value: 'paper', label: words.paper },
                  { value: 'mail', label: words.mail },
                  { value: 'refuse', label: words.refuse },
                ]}
              />
              <MeansForm key={means} means={means} subject={subjectId} role={roleId} atOnce={atOnce} />
            </>
          ) : (
            <p className={classes['notNow']}>{words.notHere}</p>
          )}
        </>
      )}
    </section>
  );
}

/** Only forms, and the page that affirms them, come to a result. */
function SubjectResult({ subject }: { readonly subject: string }) {
  if (subject.startsWith('final/')) return <SignResult />;
  const form = subject.split('/sign/')[0] ?? subject;
  return <SignResult form={asId<StepId>(form)} />;
}

function MeansForm({ means, atOnce, ...props }: MeansProps & { readonly means: Means; readonly atOnce: boolean }) {
  if (means === 'here') return <SignHere {...props} atOnce={atOnce} />;
  return means === 'refuse' ? <RefuseForm {...props} /> : <SignElsewhere {...props} means={means} />;
}
