import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { StepRunState } from '../../../src-shared/run/state.ts';
import { useKeys } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './choose-task.module.css';
import { useSpeaker } from './person-select.tsx';
import taskClasses from './person-task.module.css';
import { stepTexts } from './step-texts.ts';
import { usePrimary } from './use-primary.ts';
import { Refusal, useCanAct, useSend } from '../../ui/use-send.tsx';

/** Options by their number keys; nothing is chosen before Ctrl+Enter says so. */
export function ChooseTask({ step, run }: { readonly step: PlanStep; readonly run: StepRunState }) {
  const words = useTexts(stepTexts);
  const canAct = useCanAct();
  const by = useSpeaker(run.asked?.role ?? step.by);
  const sending = useSend();
  const options = run.asked?.options ?? [];
  const usual = step.action.kind === 'choose' ? step.action.default : undefined;
  const [option, setOption] = useState(usual !== undefined && options.includes(usual) ? usual : undefined);
  const send = (): void => {
    if (option !== undefined) void sending.send({ type: 'choose', step: step.id, by, option, scripted: false });
  };
  const numbered = options.slice(0, 9);
  useKeys(numbered.map((one, at) => ({ keys: [String(at + 1)], does: one, run: () => setOption(one) })));
  usePrimary(option === undefined ? words.optionsTitle : words.take(option), canAct ? send : undefined);
  return (
    <div className={taskClasses['task']}>
      <div role="radiogroup" aria-label={words.optionsTitle} className={classes['options']}>
        {options.map((one, at) => (
          <button
            key={one}
            type="button"
            role="radio"
            aria-checked={one === option}
            disabled={!canAct}
            className={classes['option']}
            onClick={() => setOption(one)}
          >
            {at < 9 ? <kbd>{at + 1}</kbd> : null}
            <span>{one}</span>
            {one === usual ? <span className={classes['usual']}>{words.usual}</span> : null}
          </button>
        ))}
      </div>
      <Refusal of={sending} />
      {canAct ? (
        <div>
          <Button onClick={send} disabled={option === undefined} loading={sending.sending}>
            {option === undefined ? words.optionsTitle : words.take(option)}{' '}
            <kbd className={taskClasses['kbd']}>Ctrl ⏎</kbd>
          </Button>
        </div>
      ) : (
        <p className={taskClasses['soft']}>{words.notHere}</p>
      )}
    </div>
  );
}
