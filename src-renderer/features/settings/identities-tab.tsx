import { Table } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import type { Identity } from '../../../src-shared/rpc/desk-calls.ts';
import { useCall } from '../../state/use-call.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { Loaded } from './loaded.tsx';
import classes from './settings.module.css';
import { settingsWords } from './settings-texts.ts';

export function IdentitiesTab() {
  const words = useTexts(settingsWords);
  const [identities, reload] = useCall('identities.list', {});
  return (
    <>
      <p className={classes['quiet']}>{words.identitiesLead}</p>
      <Loaded of={identities} onRetry={reload}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState icon={IconKey} title={words.noIdentities}>
              {words.noIdentitiesText}
            </EmptyState>
          ) : (
            <Table.ScrollContainer minWidth={640}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{words.key}</Table.Th>
                    <Table.Th>{words.fingerprint}</Table.Th>
                    <Table.Th>{words.kept}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {found.map((one, at) => (
                    <IdentityRow key={at} identity={one} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Loaded>
    </>
  );
}

function IdentityRow({ identity }: { readonly identity: Identity }) {
  const words = useTexts(settingsWords);
  const { source, path, algorithm, fingerprint, comment, encrypted, problem } = identity;
  return (
    <Table.Tr>
      <Table.Td>
        {comment === '' ? algorithm : comment}
        <div className={classes['quiet']}>
          {algorithm}
          {source === 'agent' ? null : ` · ${encrypted ? words.encrypted : words.unencrypted}`}
        </div>
        {problem === undefined ? null : <div className={classes['bad']}>{problem}</div>}
      </Table.Td>
      <Table.Td className={classes['code']}>{fingerprint}</Table.Td>
      <Table.Td className={classes['code']}>{source === 'agent' ? words.agent : path}</Table.Td>
    </Table.Tr>
  );
}
