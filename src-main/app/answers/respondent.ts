import type { WaitingItem, WaitingKind } from '../../../src-shared/run/waiting.ts';
import type { OpenRun } from '../open-run.ts';

/** One thing that waits for a person. `problem` is a preflight problem, `retest` a case whose verdict is FAIL. */
export interface Ask extends Omit<WaitingItem, 'kind'> {
  readonly kind: WaitingKind | 'problem' | 'retest';
}

export type Response =
  | { readonly kind: 'answered' }
  /** What was asked about has changed while a person was asked: what is open now is put afresh. */
  | { readonly kind: 'taken-back' }
  /** Nothing to say to it: the next respondent is asked. */
  | { readonly kind: 'none' }
  /** There is an answer whose time has not come; ask again when something has changed, at the latest then. */
  | { readonly kind: 'later'; readonly at: number }
  /** The run, or what the answer names, does not allow it. One sentence for people. */
  | { readonly kind: 'refused'; readonly text: string };

/** Speaks for people: a file of answers, or somebody at the prompt. */
export interface Respondent {
  respond(ask: Ask, run: OpenRun, signal: AbortSignal): Promise<Response>;
}
