import type { ReactNode } from 'react';
import type { StepId } from '../../../src-shared/base/ids.ts';

/** Parts that other features bring into the cockpit. */
export interface CockpitSlots {
  /** The terminals of the step that is looked at, or of all. */
  readonly terminals: (step: StepId | undefined) => ReactNode;
  /** The cases of a form, to give verdicts and sign. */
  readonly form: (form: StepId) => ReactNode;
  /** A signature that is asked for, by its subject and role. */
  readonly sign: (subject: string, role: string) => ReactNode;
}

export interface CockpitProps {
  readonly slots: CockpitSlots;
  /** A step or case that the route names. */
  readonly item: string | undefined;
}

export function Cockpit({ slots, item }: CockpitProps) {
  return <div>{slots.terminals(item as StepId | undefined)}</div>;
}
