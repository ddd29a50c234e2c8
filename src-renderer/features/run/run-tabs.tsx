import { useRun } from '../../state/run-context.tsx';
import { hashOf, useRoute, type RunTab } from '../../state/route-store.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { headerTexts } from './header-texts.ts';
import classes from './run-tabs.module.css';

const tabs: readonly RunTab[] = ['prepare', 'cockpit', 'forms', 'report', 'recordings'];

/** The pages of the run, as links. */
export function RunTabs() {
  const words = useTexts(headerTexts);
  const run = useRun(({ opened }) => opened.run);
  const shown = useRoute(({ route }) => (route.screen === 'run' ? route.tab : undefined));
  return (
    <nav className={classes['tabs']} aria-label={words.pages}>
      {tabs.map((tab) => (
        <a
          key={tab}
          href={hashOf({ screen: 'run', run, tab })}
          className={classes['tab']}
          aria-current={tab === shown ? 'page' : undefined}
        >
          {words.tabs[tab]}
        </a>
      ))}
    </nav>
  );
}
