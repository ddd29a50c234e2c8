import { assertNever } from '../../src-shared/base/assert-never.ts';
import { HistoryScreen } from '../features/history/history-screen.tsx';
import { LibraryScreen } from '../features/library/library-screen.tsx';
import { RunbookScreen } from '../features/library/runbook-screen.tsx';
import { NewRunScreen } from '../features/new-run/new-run-screen.tsx';
import { VerifyScreen } from '../features/report/verify-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import type { Route } from '../state/route-store.ts';
import { RunPages } from './run-pages.tsx';

/** The screen of a route. */
export function RoutedScreen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'library':
      return <LibraryScreen />;
    case 'runbook':
      return <RunbookScreen key={route.file} file={route.file} tab={route.tab} />;
    case 'new-run':
      return <NewRunScreen runbook={route.runbook} draft={route.draft} follow={route.follow} />;
    case 'run':
      return <RunPages key={route.run} run={route.run} tab={route.tab} item={route.item} />;
    case 'history':
      return <HistoryScreen compare={route.compare} />;
    case 'verify':
      return <VerifyScreen />;
    case 'settings':
      return <SettingsScreen tab={route.tab} />;
    default:
      return assertNever(route, 'route');
  }
}
