import { Button, Group } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { stepTexts } from './step-texts.ts';
import classes from './stop-panel.module.css';
import { useCanAct, useSend } from '../../ui/use-send.tsx';

/** Stands where the instructions were while a guard does not hold: nobody should read them by mistake. */
export function StopPanel({ step }: { readonly step: PlanStep }) {
  const words = useTexts(stepTexts);
  const canAct = useCanAct();
  const [asked, setAsked] = useState<'was' | 'not'>();
  return (
    <div role="alert" className={classes['stop']}>
      <IconHandStop size={40} stroke={2} aria-hidden />
      <div>
        <p className={classes['title']}>{words.stopTitle}</p>
        <p>{words.stopText}</p>
        {canAct ? (
          <Group gap={8}>
            <Button variant="default" onClick={() => setAsked('was')}>
              {words.stopWas}…
            </Button>
            <Button variant="default" onClick={() => setAsked('not')}>
              {words.stopNot}…
            </Button>
          </Group>
        ) : null}
      </div>
      {asked === undefined ? null : (
        <StopDialogOf step={step} was={asked === 'was'} onClose={() => setAsked(undefined)} />
      )}
    </div>
  );
}

interface StopDialogOfProps {
  readonly step: PlanStep;
  readonly was: boolean;
  readonly onClose: () => void;
}

function StopDialogOf({ step, was, onClose }: StopDialogOfProps) {
  const words = useTexts(stepTexts);
  const sending = useSend();
  return (
    <ReasonDialog
      title={was ? words.stopWas : words.stopNot}
      does={was ? words.stopWasDo : words.stopNotDo}
      danger={was}
      sending={sending}
      onSend={(reason, by) => sending.send({ type: was ? 'override-guard' : 'skip', step: step.id, by, reason })}
      onClose={onClose}
    >
      <p>{was ? words.stopWasText : words.stopNotText}</p>
    </ReasonDialog>
  );
}
