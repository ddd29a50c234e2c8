import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { StepId } from '../../../src-shared/base/ids.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { actionTexts } from './action-texts.ts';
import { titleOf } from './now-words.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useSend } from '../../ui/use-send.tsx';

export interface StopDialogProps {
  /** The step that is meant; without it whatever runs. */
  readonly step?: StepId;
  readonly onClose: () => void;
}

/** Stops one step, or the run for good: two things that must never be mixed up. */
export function StopDialog({ step, onClose }: StopDialogProps) {
  const words = useTexts(actionTexts);
  const state = useRun((run) => run.state);
  const sending = useSend();
  const busy = [...state.busy].filter((id) => state.steps.get(id)?.state === 'running');
  const [chosen, setChosen] = useState<string>(step ?? busy[0] ?? 'run');
  const target = busy.find((id) => id === chosen);
  const wholeRun = chosen === 'run' || target === undefined;
  return (
    <ReasonDialog
      title={words.stopTitle}
      does={wholeRun ? words.stopRunDo : words.stopStepDo(titleOf(state, target))}
      danger
      blocked={wholeRun && state.busy.size > 0 ? words.stopRunBusy : undefined}
      sending={sending}
      onSend={(reason, by) =>
        sending.send(wholeRun ? { type: 'abort', by, reason } : { type: 'stop-step', step: target, by, reason })
      }
      onClose={onClose}
    >
      <Radio.Group value={wholeRun ? 'run' : chosen} onChange={setChosen} aria-label={words.stopTitle}>
        <Stack gap="sm">
          {busy.map((id) => (
            <Radio key={id} value={id} label={words.stopStep(titleOf(state, id))} description={words.stopStepText} />
          ))}
          <Radio value="run" label={words.stopRun} description={words.stopRunText} />
        </Stack>
      </Radio.Group>
    </ReasonDialog>
  );
}
