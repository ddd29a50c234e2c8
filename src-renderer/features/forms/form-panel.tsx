import type { StepId } from '../../../src-shared/base/ids.ts';

export interface FormPanelProps {
  readonly form: StepId;
}

export function FormPanel({ form }: FormPanelProps) {
  return <div>{form}</div>;
}
