import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { asId, type HostId, type RoleId } from '../../../src-shared/base/ids.ts';
import type { PlanHost } from '../../../src-shared/plan/plan.ts';
import { roleTitle } from '../../../src-shared/report/person-words.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { shellTexts } from './shell-texts.ts';
import { useOpenShell } from './use-open-shell.ts';

export interface OpenShellDialogProps {
  readonly host: HostId | undefined;
  readonly onClose: () => void;
}

/** A shell that no step asks for: where, why, and who types. It stands in the record before it opens. */
export function OpenShellDialog({ host: first, onClose }: OpenShellDialogProps) {
  const words = useTexts(shellTexts);
  const names = useLogins();
  const [host, setHost] = useState<HostId | undefined>(first ?? names[0]?.id);
  const [reason, setReason] = useState('');
  const [role, setRole] = useState('operator');
  const holder = useHolder(role);
  const { opening, error, open } = useOpenShell();
  const ready = host !== undefined && reason.trim() !== '';
  const submit = (): void => {
    if (!ready || opening) return;
    void open({ host, by: { ...holder, role: asId<RoleId>(role) }, reason: reason.trim() }).then((done) => {
      if (done) onClose();
    });
  };
  return (
    <Modal opened onClose={onClose} title={words.title} centered returnFocus={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <div>
            {words.says} {words.saysSecrets}
          </div>
          <OnHost host={host} onChange={setHost} />
          <Textarea
            label={words.reason}
            description={words.reasonHint}
            required
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <WhoTypes role={role} onChange={setRole} />
          {error === undefined ? null : <ErrorNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.cancel}
            </Button>
            <Button type="submit" disabled={!ready} loading={opening}>
              {words.openOn(host ?? '…')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The hosts that take a login. */
function useLogins(): readonly PlanHost[] {
  const hosts = useRun(({ opened }) => opened.plan.inventory.hosts);
  return Object.values(hosts).filter(({ login }) => login);
}

interface OnHostProps {
  readonly host: HostId | undefined;
  readonly onChange: (host: HostId | undefined) => void;
}

function OnHost({ host, onChange }: OnHostProps) {
  const words = useTexts(shellTexts);
  const names = useLogins();
  if (names.length === 0) return <p role="note">{words.noHosts}</p>;
  return (
    <Select
      label={words.host}
      data={names.map(({ id, name }) => ({ value: id, label: id === name ? id : `${id} · ${name}` }))}
      value={host ?? null}
      searchable
      allowDeselect={false}
      onChange={(value) => onChange(value === null ? undefined : asId<HostId>(value))}
    />
  );
}

function WhoTypes({ role, onChange }: { readonly role: string; readonly onChange: (role: string) => void }) {
  const words = useTexts(shellTexts);
  const people = useRun(({ state }) => state.people);
  const plan = useRun(({ opened }) => opened.plan);
  const roles = [...new Set(['operator', ...Object.keys(plan.people), ...Object.keys(people)])];
  const data = roles.map((id) => {
    const name = people[asId<RoleId>(id)]?.name;
    const title = roleTitle(plan, asId<RoleId>(id));
    return { value: id, label: name === undefined ? title : `${name} · ${title}` };
  });
  return (
    <Select
      label={words.who}
      data={data}
      value={role}
      allowDeselect={false}
      onChange={(value) => {
        if (value !== null) onChange(value);
      }}
    />
  );
}
