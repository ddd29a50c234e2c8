import { IconExternalLink } from '@tabler/icons-react';
import { placeOf, usePracticeHosts } from '../../state/use-practice-hosts.ts';
import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { headerTexts } from './header-texts.ts';
import classes from './run-header.module.css';

/** That the hosts are the practice lab's, and the way to what people do by hand there: its OCC and power switches. */
export function LabBadge() {
  const words = useTexts(headerTexts);
  const { page, system } = usePracticeHosts(placeOf(useRun(({ state }) => state.plan.inventory)));
  if (page === undefined)
    return <span className={classes['lab']}>{system === undefined ? words.practice : words.lab}</span>;
  return (
    <a className={classes['lab']} href={page} target="_blank" rel="noreferrer" title={words.labPageHint}>
      {words.labPage} <IconExternalLink size={12} aria-hidden />
    </a>
  );
}
