import { Button } from '@mantine/core';
import type { StepId } from '../../../src-shared/base/ids.ts';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import { useRun } from '../../state/run-context.tsx';
import { useCanAct } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { leaveForm, mayStillSign, useLooking } from './looking.ts';
import classes from './step-body.module.css';
import { stepTexts } from './step-texts.ts';
import { usePrimary } from './use-primary.ts';

/** Why the view stays at a form that is settled: somebody else may sign it here; and the way on without them. */
export function StayNote({ form }: { readonly form: StepId }) {
  const words = useTexts(stepTexts);
  const canAct = useCanAct();
  const role = useRun(({ state }) => mayStillSign(state, form));
  const title = useRun(({ state }) => (role === undefined ? '' : roleTitle(state.plan, role)));
  const follows = useLooking(({ follow, left }) => follow && !left.has(form));
  const stays = role !== undefined && follows && canAct;
  const goOn = (): void => leaveForm(form);
  usePrimary(words.goOn, stays ? goOn : undefined);
  if (!stays) return null;
  return (
    <div className={classes['stay']} role="status">
      <span>{words.maySign(title)}</span>
      <Button size="xs" variant="default" onClick={goOn}>
        {words.goOn} <kbd>Ctrl ⏎</kbd>
      </Button>
    </div>
  );
}
