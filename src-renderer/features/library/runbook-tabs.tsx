import { hashOf, useRoute, type RunbookTab } from '../../state/route-store.ts';
import { useKeys } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { useDrafts } from './edit/draft-store.ts';
import { runbookTexts } from './runbook-texts.ts';
import classes from './runbook-tabs.module.css';

const tabs: readonly RunbookTab[] = ['overview', 'steps', 'graph', 'document', 'problems', 'edit'];

export interface RunbookTabsProps {
  readonly file: string;
  readonly tab: RunbookTab;
  readonly problems: number;
  readonly errors: number;
}

/** The pages of a runbook as links, so that each has an address; the figures 1 to 6 go there. */
export function RunbookTabs({ file, tab, problems, errors }: RunbookTabsProps) {
  const words = useTexts(runbookTexts);
  const go = useRoute((state) => state.go);
  const unsaved = useDrafts(({ drafts }) => drafts[file] !== undefined);
  useKeys(
    tabs.map((one, index) => ({
      keys: [String(index + 1)],
      does: words.tabs[one],
      run: () => go({ screen: 'runbook', file, tab: one }),
    })),
  );
  return (
    <nav className={classes['tabs']} aria-label={words.pages}>
      {tabs.map((one) => (
        <a
          key={one}
          href={hashOf({ screen: 'runbook', file, tab: one })}
          aria-current={one === tab ? 'page' : undefined}
        >
          {words.tabs[one]}
          {one === 'problems' && problems > 0 ? (
            <span className={errors > 0 ? classes['errors'] : classes['count']}>{problems}</span>
          ) : null}
          {one === 'edit' && unsaved ? <span className={classes['unsaved']}>{words.unsaved}</span> : null}
        </a>
      ))}
    </nav>
  );
}
