import { Button, Group, Modal, Table, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import type { KnownHost } from '../../../src-shared/rpc/desk-calls.ts';
import { core } from '../../platform/core.ts';
import { useCall } from '../../state/use-call.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { Loaded } from './loaded.tsx';
import classes from './settings.module.css';
import { settingsWords } from './settings-texts.ts';

/** Trusted host keys: seen, compared with what a console shows, taken out. */
export function KnownHostsTab() {
  const words = useTexts(settingsWords);
  const [hosts, reload] = useCall('knownHosts.list', {}, ['known-hosts']);
  const [search, setSearch] = useState('');
  const [fingerprint, setFingerprint] = useState('');
  const [removing, setRemoving] = useState<KnownHost>();
  return (
    <>
      <p className={classes['quiet']}>{words.knownLead}</p>
      <Loaded of={hosts} onRetry={reload}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState icon={IconFingerprint} title={words.noKnown}>
              {words.noKnownText}
            </EmptyState>
          ) : (
            <>
              <div className={classes['fields']}>
                <TextInput
                  label={words.search}
                  value={search}
                  onChange={(event) => setSearch(event.currentTarget.value)}
                />
                <TextInput
                  label={words.compare}
                  description={words.compareHint}
                  value={fingerprint}
                  onChange={(event) => setFingerprint(event.currentTarget.value)}
                />
              </div>
              {fingerprint === '' ? null : (
                <p role="status">{words.matches(found.filter(sameKey(fingerprint)).length)}</p>
              )}
              <KnownHostsTable
                hosts={found.filter(sameKey(fingerprint)).filter((one) => contains(one, search))}
                onRemove={setRemoving}
              />
            </>
          )
        }
      </Loaded>
      {removing === undefined ? null : <RemoveDialog host={removing} onDone={() => setRemoving(undefined)} />}
    </>
  );
}

/** The very same key, however much around it was pasted along. */
function sameKey(pasted: string): (host: KnownHost) => boolean {
  const wanted = /SHA256:[A-Za-z0-9+/]{43}/.exec(pasted)?.[0] ?? pasted.trim();
  return ({ fingerprint }) => wanted === '' || fingerprint === wanted;
}

function contains({ names, fingerprint, file }: KnownHost, search: string): boolean {
  return `${names} ${fingerprint} ${file}`.toLowerCase().includes(search.toLowerCase());
}

interface KnownHostsTableProps {
  readonly hosts: readonly KnownHost[];
  readonly onRemove: (host: KnownHost) => void;
}

function KnownHostsTable({ hosts, onRemove }: KnownHostsTableProps) {
  const words = useTexts(settingsWords);
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.host}</Table.Th>
            <Table.Th>{words.fingerprint}</Table.Th>
            <Table.Th>{words.kept}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {hosts.map((one) => (
            <Table.Tr key={`${one.file}:${one.line}`}>
              <Table.Td>
                {one.hashed ? words.hashed : one.names}
                {one.marker === 'none' ? null : (
                  <div className={classes['bad']}>{one.marker === 'revoked' ? words.revoked : words.authority}</div>
                )}
              </Table.Td>
              <Table.Td className={classes['code']}>
                {one.fingerprint}
                <div className={classes['quiet']}>{one.algorithm}</div>
              </Table.Td>
              <Table.Td className={classes['code']}>
                {one.file}:{one.line}
              </Table.Td>
              <Table.Td>
                {one.writable ? (
                  <Button size="compact-xs" variant="default" onClick={() => onRemove(one)}>
                    {words.remove}
                  </Button>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface RemoveDialogProps {
  readonly host: KnownHost;
  readonly onDone: () => void;
}

function RemoveDialog({ host, onDone }: RemoveDialogProps) {
  const words = useTexts(settingsWords);
  const [error, setError] = useState<unknown>(undefined);
  const { file, line, text } = host;
  const remove = async (): Promise<void> => {
    try {
      await core.call('knownHosts.remove', { file, line, text });
      onDone();
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <Modal opened onClose={onDone} title={words.removeYes} centered>
      <p className={classes['code']}>{host.fingerprint}</p>
      <p>{words.removeSure(host.hashed ? words.hashed : host.names)}</p>
      {error === undefined ? null : <ErrorNote error={error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone} data-autofocus>
          {words.cancel}
        </Button>
        <Button color="red" onClick={remove}>
          {words.removeYes}
        </Button>
      </Group>
    </Modal>
  );
}
