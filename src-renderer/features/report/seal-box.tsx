import { Button } from '@mantine/core';
import { core } from '../../platform/core.ts';
import { useRun } from '../../state/run-context.tsx';
import { Refusal, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './report-page.module.css';
import { reportWords } from './report-texts.ts';

const ended: ReadonlySet<string> = new Set(['completed', 'failed', 'aborted', 'rolled-back']);

/** Seals an ended run: the last thing that can be done to it. */
export function SealBox() {
  const words = useTexts(reportWords);
  const run = useRun(({ opened }) => opened.run);
  const name = useRun(({ state }) => state.name);
  const here = useRun(({ held }) => held === 'here');
  const sending = useSend();
  if (name === 'sealed') return <p className={classes['quiet']}>{words.sealed}</p>;
  if (!ended.has(name) || !here) return null;
  return (
    <section>
      <p className={classes['quiet']}>{words.sealText}</p>
      <Refusal of={sending} />
      <Button
        size="xs"
        variant="default"
        loading={sending.sending}
        onClick={() => sending.ask(() => core.call('run.seal', { run }))}
      >
        {words.seal}
      </Button>
    </section>
  );
}
