import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { core } from '../../platform/core.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './held-band.module.css';
import { headerTexts } from './header-texts.ts';
import { Refusal, useSend } from '../../ui/use-send.tsx';

/** Says that nothing can be done from here, and how to take the run. A sealed run asks for nothing. */
export function HeldBand() {
  const words = useTexts(headerTexts);
  const held = useRun((run) => run.held);
  const sealed = useRun(({ state }) => state.name === 'sealed');
  const run = useRun(({ opened }) => opened.run);
  const sending = useSend();
  if (held === 'here' || sealed) return null;
  const open = (): void => {
    // The band goes when the stream says that the run is held here.
    void sending.ask(async () => {
      await core.call('run.hold', { run });
      return { ok: true, seq: 0 };
    });
  };
  return (
    <div className={classes['band']} role="status">
      <IconEye size={18} aria-hidden />
      <span className={classes['words']}>{held === 'free' ? words.shownOnly : words.elsewhere}</span>
      {held === 'free' ? (
        <Button size="xs" onClick={open} loading={sending.sending}>
          {words.openHere}
        </Button>
      ) : null}
      <Refusal of={sending} />
    </div>
  );
}
