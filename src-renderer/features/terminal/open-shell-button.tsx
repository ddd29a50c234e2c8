import { Button } from '@mantine/core';
import { IconTerminal2 } from '@tabler/icons-react';
import { useState } from 'react';
import { asId, type HostId, type RoleId, type StepId } from '../../../src-shared/base/ids.ts';
import { stepOf } from '../../../src-shared/run/plan-index.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useCanAct } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { OpenShellDialog } from './open-shell-dialog.tsx';
import { shellTexts } from './shell-texts.ts';
import { useOpenShell, type OpeningShell } from './use-open-shell.ts';

/** Who types in the terminals of a step, while it waits for its person; undefined where none may be opened within it. */
export function useStepShells(id: StepId | undefined) {
  const canAct = useCanAct();
  const step = useRun(({ state }) => (id === undefined ? undefined : stepOf(state, id)));
  const waits = useRun(({ state }) => id !== undefined && state.steps.get(id)?.state === 'needs-person');
  const role = step?.by ?? asId<RoleId>('operator');
  const by = { ...useHolder(role), role };
  if (!canAct || !waits || id === undefined || step?.action.kind !== 'terminal') return undefined;
  return { step: id, by, hosts: step.action.hosts.map(({ host }) => host) };
}

export interface OpenShellButtonProps {
  readonly host: HostId;
  readonly step: StepId | undefined;
  readonly primary?: boolean;
}

/** One press within a step that waits for it; elsewhere the reason is asked first. */
export function OpenShellButton({ host, step, primary = false }: OpenShellButtonProps) {
  const words = useTexts(shellTexts);
  const canAct = useCanAct();
  const within = useStepShells(step);
  const shell: OpeningShell = useOpenShell();
  const [asked, setAsked] = useState(false);
  if (!canAct) return null;
  const press = (): void => {
    if (within === undefined) setAsked(true);
    else void shell.open({ host, step: within.step, by: within.by });
  };
  return (
    <>
      <Button
        size="xs"
        variant={primary ? 'filled' : 'default'}
        leftSection={<IconTerminal2 size={16} aria-hidden />}
        loading={shell.opening}
        onClick={press}
      >
        {primary ? words.openOn(host) : words.openAgain(host)}
      </Button>
      {shell.error === undefined ? null : <ErrorNote error={shell.error} />}
      {asked ? <OpenShellDialog host={host} onClose={() => setAsked(false)} /> : null}
    </>
  );
}
