import type { StepId } from '../../../src-shared/base/ids.ts';

export interface TerminalDockProps {
  readonly step: StepId | undefined;
}

export function TerminalDock({ step }: TerminalDockProps) {
  return <div>{step}</div>;
}
