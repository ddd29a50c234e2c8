import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { actionTexts } from './action-texts.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { stepTexts } from './step-texts.ts';
import { useSend } from '../../ui/use-send.tsx';

/** A person's task that did not come out: it is left out, or everything is held while people look. */
export function NotWorkedDialog({ step, onClose }: { readonly step: PlanStep; readonly onClose: () => void }) {
  const words = useTexts(stepTexts);
  const actions = useTexts(actionTexts);
  const sending = useSend();
  const [choice, setChoice] = useState('pause');
  const skips = choice === 'skip';
  return (
    <ReasonDialog
      title={words.notWorkedTitle}
      does={skips ? words.skipDo : actions.pauseDo}
      sending={sending}
      onSend={(reason, by) =>
        sending.send(skips ? { type: 'skip', step: step.id, by, reason } : { type: 'pause', by, reason })
      }
      onClose={onClose}
    >
      <p>{words.notWorkedText}</p>
      <Radio.Group value={choice} onChange={setChoice} aria-label={words.notWorkedTitle}>
        <Stack gap="sm">
          <Radio value="pause" label={words.pauseFirst} description={words.pauseFirstText} />
          <Radio value="skip" label={words.leaveOut} description={words.leaveOutText} />
        </Stack>
      </Radio.Group>
    </ReasonDialog>
  );
}
