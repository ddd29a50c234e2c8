import { useState } from 'react';
import type { Answer } from '../../src-shared/rpc/run-calls.ts';
import type { UserCommand } from '../../src-shared/rpc/user-command.ts';
import { useCommand, useRun } from '../state/run-context.tsx';
import { ErrorNote } from './error-note.tsx';
import { useSaid } from './use-said.ts';
import classes from './use-send.module.css';

type Outcome =
  | { readonly kind: 'idle' | 'sending' }
  | { readonly kind: 'refused'; readonly refusal: string }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface Sending {
  readonly sending: boolean;
  readonly outcome: Outcome;
  /** True once the facts are on disk; false: `<Refusal>` says why not. */
  readonly send: (command: UserCommand) => Promise<boolean>;
  /** The same for a call that answers like a command. */
  readonly ask: (call: () => Promise<Answer>) => Promise<boolean>;
}

/** Sends commands from one place of the screen, where its refusal is shown as well. */
export function useSend(): Sending {
  const command = useCommand();
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'idle' });
  const ask = async (call: () => Promise<Answer>): Promise<boolean> => {
    setOutcome({ kind: 'sending' });
    try {
      const answer = await call();
      setOutcome(answer.ok ? { kind: 'idle' } : { kind: 'refused', refusal: answer.refusal });
      return answer.ok;
    } catch (error) {
      setOutcome({ kind: 'failed', error });
      return false;
    }
  };
  return { sending: outcome.kind === 'sending', outcome, ask, send: (one) => ask(() => command(one)) };
}

/** Why it was not taken, beside the control that sent it; nothing while all is well. */
export function Refusal({ of: { outcome } }: { readonly of: Sending }) {
  const said = useSaid();
  if (outcome.kind === 'failed') return <ErrorNote error={outcome.error} />;
  if (outcome.kind !== 'refused') return null;
  return (
    <p role="alert" className={classes['refusal']}>
      {said(outcome.refusal)}
    </p>
  );
}

/** True where this process holds the run: elsewhere everything is only shown. */
export function useCanAct(): boolean {
  return useRun(({ held }) => held === 'here');
}
