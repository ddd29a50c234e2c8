import { hashOf, useRoute } from '../state/route-store.ts';
import { CommandPalette } from './command-palette.tsx';
import { FaultGuard } from './fault-guard.tsx';
import { KeySheet } from './key-sheet.tsx';
import { LinkBanner } from './link-banner.tsx';
import { NavRail } from './nav-rail.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { RoutedScreen } from './routed-screen.tsx';
import classes from './shell.module.css';
import { useHostWishes } from './use-host-wishes.ts';
import { useKeptFocus } from './use-kept-focus.ts';

/** The frame of every screen: the rail, what the core asks, palette and sheet of keys. */
export function Shell() {
  const route = useRoute((state) => state.route);
  useHostWishes();
  useKeptFocus();
  return (
    <div className={classes['shell']}>
      <LinkBanner />
      <div className={classes['body']}>
        <NavRail />
        <main className={classes['main']} tabIndex={-1}>
          <FaultGuard at={hashOf(route)}>
            <RoutedScreen route={route} />
          </FaultGuard>
        </main>
      </div>
      <QuestionDialog />
      <CommandPalette />
      <KeySheet />
    </div>
  );
}
