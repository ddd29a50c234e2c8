import { Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { StepId } from '../../../src-shared/base/ids.ts';
import { usePalette } from '../../ui/keys.ts';
import { useCanAct } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './dock-strip.module.css';
import { useStepShells } from './open-shell-button.tsx';
import { OpenShellDialog } from './open-shell-dialog.tsx';
import { shellTexts } from './shell-texts.ts';
import { terminalTexts } from './terminal-texts.ts';
import { useOpenShell } from './use-open-shell.ts';

/** `+ terminal`: the hosts of a step that is done in a terminal, any other host with a reason. */
export function AddShell({ step }: { readonly step: StepId | undefined }) {
  const words = useTexts(shellTexts);
  const { group } = useTexts(terminalTexts);
  const canAct = useCanAct();
  const within = useStepShells(step);
  const shell = useOpenShell();
  const [asked, setAsked] = useState(false);
  usePalette(canAct ? [{ id: 'terminal.open', label: words.addTitle, group, run: () => setAsked(true) }] : []);
  const button = (
    <button
      type="button"
      className={classes['add']}
      disabled={!canAct}
      title={canAct ? words.addTitle : words.notHere}
      onClick={within === undefined ? () => setAsked(true) : undefined}
    >
      <IconPlus size={14} aria-hidden /> {words.add}
    </button>
  );
  return (
    <>
      {within === undefined ? (
        button
      ) : (
        <Menu position="bottom-start">
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown>
            {within.hosts.map((host) => (
              <Menu.Item key={host} onClick={() => void shell.open({ host, step: within.step, by: within.by })}>
                {words.openOn(host)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => setAsked(true)}>{words.other}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {asked ? <OpenShellDialog host={undefined} onClose={() => setAsked(false)} /> : null}
    </>
  );
}
