import { Button } from '@mantine/core';
import type { CaseView } from '../../../src-shared/report/model.ts';
import { isEvidenceStale } from '../../../src-shared/run/forms-gate.ts';
import { indexOf } from '../../../src-shared/run/plan-index.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './form-panel.module.css';
import { formsTexts } from './forms-texts.ts';

/** Whoever tests again looks again: offered with the new verdict, while only what was seen before the old one is there. */
export function EvidenceAgain({ view }: { readonly view: CaseView }) {
  const words = useTexts(formsTexts);
  const tester = useHolder('tester');
  const sending = useSend();
  const stale = useRun(({ state }) => {
    const planned = indexOf(state.plan).case.get(view.id)?.case;
    const taking = (state.cases.get(view.id)?.evidencePending.length ?? 0) > 0;
    return planned !== undefined && !taking && isEvidenceStale(state, planned);
  });
  if (!stale) return null;
  return (
    <div className={classes['coming']}>
      <Button
        size="compact-sm"
        variant="default"
        loading={sending.sending}
        onClick={() => sending.send({ type: 'take-evidence', case: view.id, by: tester })}
      >
        {words.evidenceAgain}
      </Button>
      <Refusal of={sending} />
    </div>
  );
}
