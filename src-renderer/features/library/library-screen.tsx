import { Screen } from '../../ui/screen.tsx';

export function LibraryScreen() {
  return <Screen title="LibraryScreen">{null}</Screen>;
}
