import { shortHash } from '../../../src-shared/report/format.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { timeText, zoneText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './header-facts.module.css';
import { headerTexts } from './header-texts.ts';

/** Change, window and plan: what the people on the bridge ask first. */
export function HeaderFacts() {
  const words = useTexts(headerTexts);
  const language = useSettings((settings) => settings.language);
  const about = useRun(({ state }) => state.created?.about);
  const planHash = useRun(({ opened }) => opened.planHash);
  if (about === undefined) return null;
  const { change, window, zone } = about;
  const time = (iso: string): string => timeText(iso, zone, language, false);
  const parts = [
    change,
    window === undefined
      ? undefined
      : `${words.window(time(window.from), time(window.to))} ${zoneText(window.from, zone)}`,
  ].filter((part) => part !== undefined);
  return (
    <p className={classes['facts']}>
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
      <span className={classes['hash']} title={planHash}>
        {words.plan(shortHash(planHash))}
      </span>
    </p>
  );
}
