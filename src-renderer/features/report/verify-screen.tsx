import { Screen } from '../../ui/screen.tsx';

export function VerifyScreen() {
  return <Screen title="VerifyScreen">{null}</Screen>;
}
