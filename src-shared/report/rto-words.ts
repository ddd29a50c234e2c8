import type { Tone } from './blocks.ts';
import { secondsGone } from '../base/seconds-gone.ts';
import { duration } from './format.ts';
import type { RecoveryPoint } from '../run/rpo.ts';
import type { TimelineView } from './model.ts';
import type { ReportTexts } from './texts/en.ts';

/** The recovery time in words, `8 s of 45 min: met`, and its tone; whole seconds are as exact as people are. */
export function rtoWords(
  rto: NonNullable<TimelineView['rto']>,
  texts: ReportTexts,
): { readonly text: string; readonly tone: Tone } {
  const words = texts.timeline;
  const target = rto.targetMs === undefined ? words.noTarget : duration(rto.targetMs);
  if (rto.actualMs === undefined) return { text: `${words.rtoOpen} (${target})`, tone: 'neutral' };
  const actual = duration(wholeSeconds(rto.actualMs, rto.targetMs));
  if (rto.targetMs === undefined) return { text: `${actual} (${target})`, tone: 'neutral' };
  const met = rto.actualMs <= rto.targetMs;
  return {
    text: `${words.rtoValue(actual, target)}: ${met ? words.rtoMet : words.rtoMissed}`,
    tone: met ? 'passed' : 'failed',
  };
}

/** The recovery point in words, as the recovery time. */
export function rpoWords(
  { targetMs, measuredMs }: RecoveryPoint,
  texts: ReportTexts,
): { readonly text: string; readonly tone: Tone } {
  const words = texts.timeline;
  const target = duration(targetMs);
  if (measuredMs === undefined) return { text: `${words.rpoOpen} (${target})`, tone: 'neutral' };
  const met = measuredMs <= targetMs;
  return {
    text: `${words.rtoValue(duration(wholeSeconds(measuredMs, targetMs)), target)}: ${met ? words.rtoMet : words.rtoMissed}`,
    tone: met ? 'passed' : 'failed',
  };
}

/** As the clocks count them; but a missed objective never reads as if it had been met. */
function wholeSeconds(ms: number, targetMs: number | undefined): number {
  const gone = secondsGone(ms) * 1000;
  return targetMs !== undefined && ms > targetMs && gone <= targetMs ? gone + 1000 : gone;
}
