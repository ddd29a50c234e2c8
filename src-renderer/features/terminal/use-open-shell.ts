import { useState } from 'react';
import type { CallParams } from '../../../src-shared/rpc/calls.ts';
import { core } from '../../platform/core.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { chooseTab, dockSize } from './dock-choice.ts';
import { openedHere } from './shell-line.ts';

export type ShellRequest = Pick<CallParams<'terminal.open'>, 'host' | 'by' | 'step' | 'reason'>;

export interface OpeningShell {
  readonly opening: boolean;
  readonly error: unknown;
  /** True once the shell is there; its tab is in front then. */
  readonly open: (request: ShellRequest) => Promise<boolean>;
}

/** Asks for a shell on a host. It has the size of the dock from the first character on. */
export function useOpenShell(): OpeningShell {
  const run = useRun(({ opened }) => opened.run);
  const fontSize = useSettings((settings) => settings.terminalFontSize);
  const [state, setState] = useState<{ readonly opening: boolean; readonly error?: unknown }>({ opening: false });
  const open = async (request: ShellRequest): Promise<boolean> => {
    setState({ opening: true });
    try {
      const { terminal } = await core.call('terminal.open', { run, ...request, ...dockSize(fontSize) });
      openedHere(run, terminal);
      chooseTab(terminal);
      setState({ opening: false });
      return true;
    } catch (error) {
      setState({ opening: false, error });
      return false;
    }
  };
  return { opening: state.opening, error: state.error, open };
}
