import { useTexts } from '../../ui/use-texts.ts';
import { actionTexts } from './action-texts.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useSend } from '../../ui/use-send.tsx';

/** Holds the run after what is under way. */
export function PauseDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useTexts(actionTexts);
  const sending = useSend();
  return (
    <ReasonDialog
      title={words.pauseTitle}
      does={words.pauseDo}
      sending={sending}
      onSend={(reason, by) => sending.send({ type: 'pause', by, reason })}
      onClose={onClose}
    >
      <p>{words.pauseText}</p>
    </ReasonDialog>
  );
}
