import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { stepTexts } from './step-texts.ts';
import { useSend } from '../../ui/use-send.tsx';

/** Leaves a step out, in the open. */
export function SkipDialog({ step, onClose }: { readonly step: PlanStep; readonly onClose: () => void }) {
  const words = useTexts(stepTexts);
  const sending = useSend();
  return (
    <ReasonDialog
      title={words.skipTitle(step.title)}
      does={words.skipDo}
      sending={sending}
      onSend={(reason, by) => sending.send({ type: 'skip', step: step.id, by, reason })}
      onClose={onClose}
    >
      <p>{words.skipText}</p>
    </ReasonDialog>
  );
}
