import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { LabSystemStatus } from '../../../src-shared/rpc/lab-calls.ts';
import classes from './lab.module.css';
import type { LabDesk } from './use-lab.ts';

/** A day: what the lab takes at most. */
const longest = 86_400_000;

/** The times of a system by their names; each is set when its field is left, or with Enter. */
export function LabTimes({ system, desk }: { readonly system: LabSystemStatus; readonly desk: LabDesk }) {
  return (
    <div className={classes['times']}>
      {system.timings.map(({ name, ms }) => (
        <Time
          key={`${name} ${String(ms)}`}
          name={name}
          ms={ms}
          onSet={(value) => {
            desk.send({ do: 'time', system: system.name, name, ms: value });
          }}
        />
      ))}
    </div>
  );
}

interface TimeProps {
  readonly name: string;
  readonly ms: number;
  readonly onSet: (ms: number) => void;
}

function Time({ name, ms, onSet }: TimeProps) {
  const [value, setValue] = useState<number | string>(ms);
  const apply = (): void => {
    if (typeof value !== 'number') setValue(ms);
    else if (value !== ms) onSet(value);
  };
  return (
    <NumberInput
      size="xs"
      label={wordsOf(name)}
      title={name}
      value={value}
      suffix=" ms"
      step={100}
      min={0}
      max={longest}
      allowDecimal={false}
      onChange={setValue}
      onBlur={apply}
      onKeyDown={({ key }) => {
        if (key === 'Enter') apply();
      }}
    />
  );
}

/** `powerOffMs`, as scripts say it, in words. */
function wordsOf(name: string): string {
  const words = name.replace(/Ms$/, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
