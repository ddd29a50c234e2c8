import { Button, NativeSelect, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  labFaultKinds,
  type LabFaultKind,
  type LabHostStatus,
  type LabSystemStatus,
} from '../../../src-shared/rpc/lab-calls.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { labWords } from './lab-texts.ts';
import classes from './lab.module.css';
import type { LabDesk } from './use-lab.ts';

interface MachinesProps {
  readonly system: LabSystemStatus;
  readonly desk: LabDesk;
}

interface MachineProps extends MachinesProps {
  readonly host: LabHostStatus;
}

/** The machines of a system with their power switches, and the fault that is set on each. */
export function LabMachines({ system, desk }: MachinesProps) {
  const words = useTexts(labWords);
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.machine}</Table.Th>
            <Table.Th>{words.power}</Table.Th>
            <Table.Th>{words.switches}</Table.Th>
            <Table.Th>{words.fault}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {system.hosts.map((host) => (
            <Table.Tr key={host.id}>
              <Table.Td>
                {host.id}{' '}
                <span className={classes['address']}>
                  {host.address}
                  {host.port === undefined ? '' : `:${String(host.port)}`}
                </span>
              </Table.Td>
              <Table.Td className={classes['power']} data-power={host.power}>
                {host.power === undefined ? words.noLogin : words.powers[host.power]}
              </Table.Td>
              <Table.Td>
                {host.power === undefined ? null : <Switches host={host} system={system} desk={desk} />}
              </Table.Td>
              <Table.Td>
                {host.power === undefined ? null : (
                  <HostFault
                    // A fault that somebody else sets shows at once; what is being typed here does not survive it.
                    key={`${host.fault?.kind ?? ''} ${host.fault?.value ?? ''}`}
                    host={host}
                    system={system}
                    desk={desk}
                  />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Switches({ host: { id, power }, system, desk }: MachineProps) {
  const words = useTexts(labWords);
  const button = (label: string, to: 'on' | 'off' | 'mains') => (
    <Button
      key={to}
      size="compact-xs"
      variant="default"
      disabled={desk.busy}
      aria-label={words.actOn(label, id)}
      onClick={() => {
        desk.send({ do: 'power', system: system.name, host: id, to });
      }}
    >
      {label}
    </Button>
  );
  const can = power === 'off' ? [button(words.on, 'on')] : [button(words.off, 'off'), button(words.mains, 'mains')];
  return <div className={classes['row']}>{can}</div>;
}

function HostFault({ host: { id, fault }, system, desk }: MachineProps) {
  const words = useTexts(labWords);
  const [value, setValue] = useState(fault?.value ?? '');
  const set = (kind: 'none' | LabFaultKind, more: { readonly value?: string } = {}): void => {
    desk.send({ do: 'fault', system: system.name, host: id, kind, ...more });
  };
  const apply = (): void => {
    if (fault?.value !== undefined && value !== fault.value) set(fault.kind, { value });
  };
  return (
    <div className={classes['row']}>
      <NativeSelect
        size="xs"
        aria-label={words.faultOf(id)}
        value={fault?.kind ?? 'none'}
        disabled={desk.busy}
        onChange={({ currentTarget }) => {
          set(labFaultKinds.find((kind) => kind === currentTarget.value) ?? 'none');
        }}
      >
        <option value="none">{words.noFault}</option>
        {labFaultKinds.map((kind) => (
          <option key={kind} value={kind}>
            {words.faultKinds[kind]}
          </option>
        ))}
      </NativeSelect>
      {fault?.value === undefined ? null : (
        <TextInput
          size="xs"
          w={110}
          aria-label={words.valueOf(id)}
          value={value}
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
          onBlur={apply}
          onKeyDown={({ key }) => {
            if (key === 'Enter') apply();
          }}
        />
      )}
    </div>
  );
}
