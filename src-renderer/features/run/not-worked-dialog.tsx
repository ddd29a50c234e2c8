import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { Attachments } from '../../state/use-attachments.ts';
import { useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { actionTexts } from './action-texts.ts';
import { notWorkedTexts } from './not-worked-texts.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { stepTexts } from './step-texts.ts';
import { TaskEvidence } from './task-evidence.tsx';

export interface NotWorkedDialogProps {
  readonly step: PlanStep;
  /** The role at work. */
  readonly role: string;
  /** The comment as far as it was written: often the reason already. */
  readonly note: string;
  /** The same files as in the task behind it. */
  readonly attachments: Attachments;
  /** What was written and attached is in the record now. */
  readonly onReported: () => void;
  readonly onClose: () => void;
}

type Choice = 'report' | 'pause' | 'skip';

/** A person's task that did not come out: it is said to have failed, or left out, or all is held while people look. */
export function NotWorkedDialog({ step, role, note, attachments, onReported, onClose }: NotWorkedDialogProps) {
  const words = useTexts(notWorkedTexts);
  const { skipDo, evidence } = useTexts(stepTexts);
  const actions = useTexts(actionTexts);
  const sending = useSend();
  const [choice, setChoice] = useState<Choice>('report');
  const does = { report: words.reportDo, pause: actions.pauseDo, skip: skipDo };
  const reports = choice === 'report';
  return (
    <ReasonDialog
      title={words.title}
      does={does[choice]}
      danger={reports && (step.onFailure === 'stop' || step.onFailure === 'rollback')}
      lacks={reports && attachments.storing > 0 ? [evidence] : []}
      said={note}
      speaker={role}
      sending={sending}
      onSend={async (reason, by) => {
        if (choice === 'pause') return sending.send({ type: 'pause', by, reason });
        if (choice === 'skip') return sending.send({ type: 'skip', step: step.id, by, reason });
        const base = { step: step.id, by, reason, evidence: attachments.refs, scripted: false as const };
        const done = await sending.send({ type: 'report-failure', ...base });
        if (done) onReported();
        return done;
      }}
      onClose={onClose}
    >
      <Radio.Group value={choice} onChange={setChoice} aria-label={words.title}>
        <Stack gap="sm">
          <Radio value="report" label={words.report} description={words.reportThen[step.onFailure]} />
          <Radio value="pause" label={words.pauseFirst} description={words.pauseFirstText} />
          <Radio value="skip" label={words.leaveOut} description={words.leaveOutText} />
        </Stack>
      </Radio.Group>
      {reports ? <TaskEvidence attachments={attachments} required={false} /> : null}
    </ReasonDialog>
  );
}
