import { Screen } from '../../ui/screen.tsx';

export interface NewRunScreenProps {
  readonly runbook?: string | undefined;
  readonly draft?: string | undefined;
  /** Id of the sealed run whose open items it takes up. */
  readonly follow?: string | undefined;
}

export function NewRunScreen({ runbook }: NewRunScreenProps) {
  return <Screen title={runbook ?? ''}>{null}</Screen>;
}
