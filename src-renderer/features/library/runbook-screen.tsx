import type { RunbookTab } from '../../state/route-store.ts';
import { Screen } from '../../ui/screen.tsx';

export interface RunbookScreenProps {
  readonly file: string;
  readonly tab: RunbookTab;
}

export function RunbookScreen({ file }: RunbookScreenProps) {
  return <Screen title={file}>{null}</Screen>;
}
