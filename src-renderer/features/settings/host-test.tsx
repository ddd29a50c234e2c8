import { Button, Loader } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { messageOf } from '../../../src-shared/base/drill-error.ts';
import type { InventoryEntry } from '../../../src-shared/rpc/library-calls.ts';
import type { HostProbe } from '../../../src-shared/run/facts.ts';
import { core } from '../../platform/core.ts';
import { useRemedies } from '../../ui/use-remedies.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './settings.module.css';
import { settingsWords } from './settings-texts.ts';

type Tested =
  | { readonly kind: 'idle' | 'testing' }
  | { readonly kind: 'there'; readonly probe: HostProbe }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface HostTestProps {
  readonly file: string;
  readonly host: InventoryEntry['hosts'][number];
  /** Grows by one for each test of all hosts. */
  readonly testNow: number;
}

/** One host of an inventory, logged in to as preflight would. */
export function HostTest({ file, host, testNow }: HostTestProps) {
  const words = useTexts(settingsWords);
  const [tested, setTested] = useState<Tested>({ kind: 'idle' });
  const test = useCallback(() => {
    setTested({ kind: 'testing' });
    core.call('inventories.test', { file, host: host.id }).then(
      (probe) => setTested({ kind: 'there', probe }),
      (error: unknown) => setTested({ kind: 'failed', error }),
    );
  }, [file, host.id]);
  useEffect(() => {
    if (testNow > 0 && host.login) test();
  }, [testNow, host.login, test]);
  return (
    <li className={classes['host']}>
      <span>{host.name}</span>
      <span className={classes['code']}>{host.address}</span>
      {host.login ? (
        <Button size="compact-xs" variant="default" loading={tested.kind === 'testing'} onClick={test}>
          {words.test}
        </Button>
      ) : (
        <span className={classes['quiet']}>{words.noLogin}</span>
      )}
      <div aria-live="polite">
        <TestResult tested={tested} onTrusted={test} />
      </div>
    </li>
  );
}

function TestResult({ tested, onTrusted }: { readonly tested: Tested; readonly onTrusted: () => void }) {
  const words = useTexts(settingsWords);
  const remedyOf = useRemedies();
  if (tested.kind === 'testing') return <Loader size={12} />;
  if (tested.kind === 'failed') return <p className={classes['bad']}>{messageOf(tested.error)}</p>;
  if (tested.kind !== 'there') return null;
  const { ok, detail, code, untrusted } = tested.probe;
  const remedy = remedyOf(code);
  return (
    <>
      <p className={ok ? classes['good'] : classes['bad']}>
        {ok ? `${words.works}: ` : ''}
        {detail}
      </p>
      {ok || remedy === undefined ? null : <p className={classes['quiet']}>{remedy}</p>}
      {untrusted === undefined ? null : (
        <>
          <p className={classes['quiet']}>{words.trustHint(untrusted.fingerprint)}</p>
          <Button
            size="compact-xs"
            onClick={async () => {
              const { address, port, key } = untrusted;
              await core.call('knownHosts.trust', { address, port, key });
              onTrusted();
            }}
          >
            {words.trust}
          </Button>
        </>
      )}
    </>
  );
}
