import { Screen } from '../../ui/screen.tsx';

export interface HistoryScreenProps {
  /** Two runs to hold against each other. */
  readonly compare: readonly [string, string] | undefined;
}

export function HistoryScreen({ compare }: HistoryScreenProps) {
  return <Screen title="HistoryScreen">{compare}</Screen>;
}
