import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { core } from '../platform/core.ts';
import { useLinkStore } from '../state/link-store.ts';
import { clockText, useNow } from '../ui/times.ts';
import { useTexts, type Texts } from '../ui/use-texts.ts';
import classes from './link-banner.module.css';

const texts: Texts<{ readonly lost: (since: string) => string; readonly note: string; readonly now: string }> = {
  en: {
    lost: (since) => `No connection to the core for ${since}.`,
    note: 'What you see is as it was then. Steps that run go on; nothing can be sent. It connects again by itself.',
    now: 'Try now',
  },
  it: {
    lost: (since) => `Nessun collegamento con il nucleo da ${since}.`,
    note: 'Lo schermo mostra lo stato di allora. I passi in corso proseguono; nulla può essere inviato. Si ricollega da sé.',
    now: 'Riprova ora',
  },
};

/** Says that the window is blind, since when, and what that means for the run. */
export function LinkBanner() {
  const status = useLinkStore((state) => state.status);
  return status === 'lost' ? <LostBanner /> : null;
}

function LostBanner() {
  const words = useTexts(texts);
  const lostAt = useLinkStore((state) => state.lostAt);
  const now = useNow();
  return (
    <div role="alert" className={classes['banner']}>
      <IconPlugConnectedX size={18} aria-hidden />
      <strong>{words.lost(clockText(now - (lostAt ?? now)))}</strong>
      <span className={classes['note']}>{words.note}</span>
      <Button size="xs" variant="default" onClick={() => core.retryNow()}>
        {words.now}
      </Button>
    </div>
  );
}
