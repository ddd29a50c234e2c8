import { useRun } from '../../state/run-context.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { headerTexts } from './header-texts.ts';
import { HeaderClocks } from './header-clocks.tsx';
import { HeaderDoubts } from './header-doubts.tsx';
import { HeaderFacts } from './header-facts.tsx';
import { HeldBand } from './held-band.tsx';
import { LabBadge } from './lab-badge.tsx';
import { LabBand } from './lab-band.tsx';
import { NowLine } from './now-line.tsx';
import { OutageMeter } from './outage-meter.tsx';
import { PhaseProgress } from './phase-progress.tsx';
import { RunActions } from './run-actions.tsx';
import classes from './run-header.module.css';
import { RunTabs } from './run-tabs.tsx';

/** The run's state in words, its clocks and what stops it: on every page of a run. */
export function RunHeader() {
  const words = useTexts(headerTexts);
  const mode = useRun(({ state }) => state.created?.mode);
  const practice = useRun(({ opened }) => opened.plan.inventory.practice);
  const title = useRun(({ opened }) => opened.plan.runbook.title);
  const live = mode === 'live';
  return (
    <header className={classes['header']} data-mode={live ? 'live' : 'rehearsal'}>
      {live ? null : <div className={classes['strip']} aria-hidden />}
      <div className={classes['top']}>
        <div className={classes['title']}>
          <span className={classes['name']}>{title}</span>
          <span className={live ? classes['live'] : classes['rehearsal']}>{live ? words.live : words.rehearsal}</span>
          {practice ? <LabBadge /> : null}
          <HeaderDoubts />
        </div>
        <RunTabs />
      </div>
      <div className={classes['now']}>
        <NowLine />
        <RunActions />
      </div>
      <div className={classes['facts']}>
        <HeaderFacts />
        <HeaderClocks />
      </div>
      <OutageMeter />
      <PhaseProgress />
      <HeldBand />
      {practice ? <LabBand /> : null}
    </header>
  );
}
