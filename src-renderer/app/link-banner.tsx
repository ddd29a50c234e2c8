import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { core } from '../platform/core.ts';
import { useLinkStore } from '../state/link-store.ts';
import { clockText, useNow } from '../ui/times.ts';
import { useTexts, type Texts } from '../ui/use-texts.ts';
import classes from './link-banner.module.css';

interface Words {
  readonly lost: (since: string) => string;
  readonly note: string;
  readonly now: string;
  readonly silent: (since: string) => string;
  readonly silentNote: string;
}

const texts: Texts<Words> = {
  en: {
    silent: (since) => `The core has not answered for ${since}.`,
    silentNote: 'It hangs, or this machine is overloaded. What you see is as it was then; what you send may come late.',
    lost: (since) => `No connection to the core for ${since}.`,
    note: 'What you see is as it was then. Steps that run go on; nothing can be sent. It connects again by itself.',
    now: 'Try now',
  },
  it: {
    silent: (since) => `Il nucleo non risponde da ${since}.`,
    silentNote:
      'È bloccato, oppure questa macchina è sovraccarica. Lo schermo mostra lo stato di allora; ciò che si invia può arrivare in ritardo.',
    lost: (since) => `Nessun collegamento con il nucleo da ${since}.`,
    note: 'Lo schermo mostra lo stato di allora. I passi in corso proseguono; nulla può essere inviato. Si ricollega da sé.',
    now: 'Riprova ora',
  },
};

/** Says that the window is blind, since when, and what that means for the run. */
export function LinkBanner() {
  const status = useLinkStore((state) => state.status);
  return status === 'lost' || status === 'silent' ? <BlindBanner silent={status === 'silent'} /> : null;
}

function BlindBanner({ silent }: { readonly silent: boolean }) {
  const words = useTexts(texts);
  const lostAt = useLinkStore((state) => state.lostAt);
  const now = useNow();
  return (
    <div role="alert" className={classes['banner']}>
      <IconPlugConnectedX size={18} aria-hidden />
      <strong>{(silent ? words.silent : words.lost)(clockText(now - (lostAt ?? now)))}</strong>
      <span className={classes['note']}>{silent ? words.silentNote : words.note}</span>
      {silent ? null : (
        <Button size="xs" variant="default" onClick={() => core.retryNow()}>
          {words.now}
        </Button>
      )}
    </div>
  );
}
