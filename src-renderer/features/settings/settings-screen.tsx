import { Screen } from '../../ui/screen.tsx';

export interface SettingsScreenProps {
  readonly tab: string | undefined;
}

export function SettingsScreen({ tab }: SettingsScreenProps) {
  return <Screen title="SettingsScreen">{tab}</Screen>;
}
