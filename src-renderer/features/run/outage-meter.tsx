import { Tooltip } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconEyeOff, IconX, type Icon } from '@tabler/icons-react';
import { formatDuration } from '../../../src-shared/runbook/duration.ts';
import { probeOutages, type ProbeOutage } from '../../../src-shared/run/probes-outage.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { clockText, timeText, useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { OutageLine } from './outage-line.tsx';
import classes from './outage-meter.module.css';
import { outageTexts, type OutageWords } from './outage-texts.ts';

const looks: Readonly<Record<ProbeOutage['is'], Icon>> = {
  up: IconCheck,
  down: IconX,
  'not-measured': IconEyeOff,
  'not-started': IconCircleDashed,
};

/** Whether customers can use the service now, and for how long they could not; nothing where no probe is declared. */
export function OutageMeter() {
  const declared = useRun(({ opened }) => opened.plan.probes.length > 0);
  const started = useRun(({ state }) => state.startedAt !== undefined);
  return declared && started ? <Meter /> : null;
}

function Meter() {
  const words = useTexts(outageTexts);
  const state = useRun((run) => run.state);
  const now = useNow();
  const from = Date.parse(state.startedAt ?? '');
  const over = state.endedAt !== undefined;
  const outages = probeOutages(state, now);
  const to = over ? Math.max(...outages.map(({ spans }) => Date.parse(spans.at(-1)?.to ?? '') || from)) : now;
  return (
    <>
      <ul className={classes['meter']} aria-label={words.meter}>
        {outages.map((one) => (
          <ProbeMeter key={one.id} probe={one} from={from} to={to} over={over} />
        ))}
      </ul>
      <Announced outages={outages} />
    </>
  );
}

interface ProbeMeterProps {
  readonly probe: ProbeOutage;
  /** Milliseconds since 1970 at which the line begins and ends. */
  readonly from: number;
  readonly to: number;
  readonly over: boolean;
}

function ProbeMeter({ probe, from, to, over }: ProbeMeterProps) {
  const words = useTexts(outageTexts);
  const Mark = looks[probe.is];
  return (
    <Tooltip label={detailWords(probe, words)} multiline maw={360}>
      <li className={classes['probe']} data-is={probe.is}>
        <span className={classes['title']}>{probe.title}</span>
        <OutageLine spans={probe.spans} from={from} to={to} />
        <span className={classes['now']}>
          <Mark size={14} stroke={2.5} aria-hidden />
          {nowWords(probe, over, words)}
        </span>
      </li>
    </Tooltip>
  );
}

/** The state in words; an outage that is over is still said, where there is one. */
function nowWords({ is, gaps, totalMs }: ProbeOutage, over: boolean, words: OutageWords): string {
  if (is === 'down') return over ? words.stillOut : words.outFor(clockText(gaps.at(-1)?.ms ?? 0));
  const now = is === 'up' ? words.up : is === 'not-measured' ? words.notMeasured : words.notStarted;
  return gaps.length === 0 ? now : `${now} · ${words.sum(gaps.length, clockText(totalMs))}`;
}

function detailWords(
  { title, everyMs, gaps, longestMs, totalMs, measuredMs, notMeasuredMs }: ProbeOutage,
  words: OutageWords,
): string {
  return words.details([
    title,
    words.every(formatDuration(everyMs)),
    ...(gaps.length === 0 ? [] : [words.longest(clockText(longestMs)), words.sum(gaps.length, clockText(totalMs))]),
    words.measured(clockText(measuredMs)),
    ...(notMeasuredMs === 0 ? [] : [words.blind(clockText(notMeasuredMs))]),
  ]);
}

/** For whoever cannot see it: each change once, without a clock that would be read out every second. */
function Announced({ outages }: { readonly outages: readonly ProbeOutage[] }) {
  const words = useTexts(outageTexts);
  const language = useSettings((settings) => settings.language);
  const zone = useRun(({ state }) => state.created?.about.zone ?? 'UTC');
  const said = outages.map(({ is, title, since = '' }) => {
    if (is === 'down') return words.nowOut(title, timeText(since, zone, language));
    return is === 'up' ? words.nowUp(title) : words.nowBlind(title);
  });
  return (
    <p role="status" className={classes['said']}>
      {said.join(' ')}
    </p>
  );
}
