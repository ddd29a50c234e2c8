import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { formatDuration } from '../../../src-shared/runbook/duration.ts';
import { useNow } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { windowFault, type Draft, type Occasion } from './draft.ts';
import classes from './new-run.module.css';
import { newRunTexts } from './new-run-texts.ts';
import { Part } from './part.tsx';
import { zonedTime, type LocalTime } from '../../../src-shared/base/zoned-time.ts';

export interface AboutPartProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

const occasions: readonly Occasion[] = ['incident', 'exercise', 'planned change'];

/** What the report is headed with, and the change window in the run's zone. */
export function AboutPart({ draft, change }: AboutPartProps) {
  const words = useTexts(newRunTexts);
  const zones = useMemo(() => zoneNames(draft.zone), [draft.zone]);
  const text = (key: 'customer' | 'site' | 'change', label: string) => (
    <TextInput label={label} value={draft[key]} onChange={(event) => change({ [key]: event.currentTarget.value })} />
  );
  return (
    <Part id="about" title={words.sections.about} lead={words.leads.about}>
      <div className={classes['fields']}>
        {text('customer', words.customer)}
        {text('site', words.site)}
        {text('change', words.changeNumber)}
        <Select
          label={words.occasion}
          data={occasions.map((value) => ({ value, label: words.occasions[value] }))}
          value={draft.occasion ?? null}
          onChange={(value) => change({ occasion: occasions.find((one) => one === value) })}
          clearable
        />
        <TimeField label={words.from} time={draft.from} zone={draft.zone} onChange={(from) => change({ from })} />
        <TimeField label={words.to} time={draft.to} zone={draft.zone} onChange={(to) => change({ to })} />
        <Select
          label={words.zone}
          data={zones}
          value={draft.zone}
          onChange={(zone) => {
            if (zone !== null) change({ zone });
          }}
          searchable
          allowDeselect={false}
          limit={60}
          nothingFoundMessage={words.noZone}
        />
      </div>
      <WindowNote draft={draft} />
    </Part>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly time: LocalTime;
  readonly zone: string;
  readonly onChange: (time: LocalTime) => void;
}

/** A local time; in the hour that comes twice a person says which one. */
function TimeField({ label, time, zone, onChange }: TimeFieldProps) {
  const words = useTexts(newRunTexts);
  const at = zonedTime(time, zone);
  return (
    <div>
      <TextInput
        type="datetime-local"
        label={label}
        value={time.text}
        onChange={(event) => onChange({ ...time, text: event.currentTarget.value })}
        error={at.kind === 'gap' || at.kind === 'wrong' ? words.windowFaults[at.kind] : undefined}
        max="2200-01-01T00:00"
      />
      {at.kind === 'at' && at.twice ? (
        <>
          <p className={classes['warn']}>{words.twice}</p>
          <SegmentedControl
            size="xs"
            aria-label={words.twice}
            value={time.second ? 'second' : 'first'}
            onChange={(which) => onChange({ ...time, second: which === 'second' })}
            data={[
              { value: 'first', label: words.first },
              { value: 'second', label: words.second },
            ]}
          />
        </>
      ) : null}
    </div>
  );
}

/** The length in real time: in the nights when the clocks change it is not what the two times suggest. */
function WindowNote({ draft }: { readonly draft: Draft }) {
  const words = useTexts(newRunTexts);
  const now = useNow(60_000);
  const fault = windowFault(draft);
  if (fault === 'half' || fault === 'backwards') return <p className={classes['warn']}>{words.windowFaults[fault]}</p>;
  const [from, to] = [zonedTime(draft.from, draft.zone), zonedTime(draft.to, draft.zone)];
  if (fault !== undefined || from.kind !== 'at' || to.kind !== 'at') return null;
  const shift = Date.parse(`${draft.to.text}Z`) - Date.parse(`${draft.from.text}Z`) !== to.ms - from.ms;
  return (
    <p className={classes['quiet']}>
      {words.windowLength(formatDuration(to.ms - from.ms))} · <span className={classes['mono']}>{from.iso}</span> –{' '}
      <span className={classes['mono']}>{to.iso}</span>
      {shift ? ` · ${words.clocksChange}` : ''}
      {to.ms < now ? <strong className={classes['warn']}> · {words.windowOver}</strong> : null}
    </p>
  );
}

/** Every zone that the browser knows, and the one that is set even where it does not. */
function zoneNames(own: string): readonly string[] {
  return [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
