import { Button } from '@mantine/core';
import { useState } from 'react';
import type { UntrustedKey } from '../../../src-shared/base/drill-error.ts';
import { core } from '../../platform/core.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useCanAct } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './new-run.module.css';
import { preflightTexts } from './preflight-texts.ts';

export interface TrustKeyProps {
  readonly untrusted: UntrustedKey;
  readonly onTrusted: () => void;
}

/** A key that nobody vouched for: compared by a person, then recorded as known. Never by itself. */
export function TrustKey({ untrusted: { address, port, key, fingerprint }, onTrusted }: TrustKeyProps) {
  const words = useTexts(preflightTexts);
  const canAct = useCanAct();
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const trust = async (): Promise<void> => {
    setSending(true);
    setError(undefined);
    try {
      await core.call('knownHosts.trust', { address, port, key });
      onTrusted();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setSending(false);
    }
  };
  return (
    <div className={classes['say']}>
      <p>{words.compare}</p>
      <p className={classes['fingerprint']}>
        {address}:{port} {fingerprint}
      </p>
      <p className={classes['quiet']}>{words.compareHow}</p>
      <Button size="xs" variant="default" disabled={!canAct} loading={sending} onClick={() => void trust()}>
        {words.trust}
      </Button>
      {error === undefined ? null : <ErrorNote error={error} />}
    </div>
  );
}
