import { Anchor, Button, Group, Table } from '@mantine/core';
import { useState } from 'react';
import type { LabStatus } from '../../../src-shared/rpc/lab-calls.ts';
import { core } from '../../platform/core.ts';
import { useCall } from '../../state/use-call.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { Loaded } from './loaded.tsx';
import classes from './settings.module.css';
import { settingsWords } from './settings-texts.ts';

/** The practice lab of this machine: started, stopped, and where its hosts are. */
export function LabTab() {
  const words = useTexts(settingsWords);
  const [lab, reload] = useCall('lab.status', {}, ['lab']);
  const [error, setError] = useState<unknown>(undefined);
  const [busy, setBusy] = useState(false);
  const act = async (name: 'lab.start' | 'lab.stop'): Promise<void> => {
    setBusy(true);
    setError(undefined);
    await core.call(name, {}).catch(setError);
    setBusy(false);
    reload();
  };
  return (
    <>
      <p className={classes['quiet']}>{words.labLead}</p>
      {error === undefined ? null : <ErrorNote error={error} />}
      <Loaded of={lab} onRetry={reload}>
        {({ running, elsewhere = false, hosts, inventory, page }) => (
          <>
            <Group my="sm">
              <strong role="status">{running ? words.labRuns : words.labStopped}</strong>
              {elsewhere ? (
                <span className={classes['quiet']}>{words.labElsewhere}</span>
              ) : (
                <Button
                  size="xs"
                  variant={running ? 'default' : 'filled'}
                  loading={busy}
                  onClick={() => act(running ? 'lab.stop' : 'lab.start')}
                >
                  {running ? words.labStop : words.labStart}
                </Button>
              )}
            </Group>
            {inventory === undefined ? null : (
              <p>
                {words.labInventory}: <code className={classes['code']}>{inventory}</code>
              </p>
            )}
            {page === undefined ? null : (
              <Anchor href={page} target="_blank" rel="noreferrer">
                {words.labPage}
              </Anchor>
            )}
            <Hosts hosts={hosts} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Hosts({ hosts }: Pick<LabStatus, 'hosts'>) {
  return (
    <Table maw={560}>
      <Table.Tbody>
        {hosts.map(({ name, address, port }) => (
          <Table.Tr key={name}>
            <Table.Td>{name}</Table.Td>
            <Table.Td className={classes['code']}>
              {address}:{port}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
