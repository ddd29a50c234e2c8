import { Badge, Button } from '@mantine/core';
import { IconServer2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { InventoryEntry } from '../../../src-shared/rpc/library-calls.ts';
import { useCall } from '../../state/use-call.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { HostTest } from './host-test.tsx';
import { Loaded } from './loaded.tsx';
import classes from './settings.module.css';
import { settingsWords } from './settings-texts.ts';

/** Inventories of the library, each of whose hosts can be logged in to as a test. */
export function InventoriesTab() {
  const words = useTexts(settingsWords);
  const [inventories, reload] = useCall('inventories.list', {}, ['library', 'lab']);
  return (
    <>
      <p className={classes['quiet']}>{words.inventoriesLead}</p>
      <Loaded of={inventories} onRetry={reload}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState icon={IconServer2} title={words.noInventories} />
          ) : (
            found.map((one) => <InventoryBox key={one.file} inventory={one} />)
          )
        }
      </Loaded>
    </>
  );
}

function InventoryBox({ inventory }: { readonly inventory: InventoryEntry }) {
  const words = useTexts(settingsWords);
  const [all, setAll] = useState(0);
  const { file, id, practice, hosts, problems } = inventory;
  return (
    <section className={classes['inventory']} aria-label={id}>
      <header>
        <strong>{id}</strong>
        {practice ? <Badge variant="light">{words.practice}</Badge> : null}
        <span className={classes['code']}>{file}</span>
        {hosts.length === 0 ? null : (
          <Button size="compact-xs" variant="default" onClick={() => setAll(all + 1)}>
            {words.testAll}
          </Button>
        )}
      </header>
      {problems
        .filter(({ severity }) => severity === 'error')
        .map(({ line, message }) => (
          <p key={`${line} ${message}`} className={classes['bad']}>
            {line}: {message}
          </p>
        ))}
      <ul>
        {hosts.map((host) => (
          <HostTest key={host.id} file={file} host={host} testNow={all} />
        ))}
      </ul>
    </section>
  );
}
