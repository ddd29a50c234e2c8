import { Button, Group, Radio } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { labSystemNames, labSystemTitles, type LabSystemName } from '../../../src-shared/rpc/lab-calls.ts';
import { useSettings } from '../../state/settings-store.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import type { PracticeLab } from './use-practice-lab.ts';
import { welcomeTexts } from './welcome-texts.ts';
import classes from './welcome.module.css';

export interface WelcomeProps {
  readonly lab: PracticeLab;
}

/** The first thing that a newcomer sees: what this is, and a way to try it on his own system in which nothing can go wrong. */
export function Welcome({ lab }: WelcomeProps) {
  const words = useTexts(welcomeTexts);
  const change = useSettings((state) => state.change);
  const [chosen, setChosen] = useState<LabSystemName>();
  // Who comes back finds the system that runs.
  const name = chosen ?? lab.systems.find(({ running }) => running)?.name ?? 'tvox';
  const system = lab.systems.find((one) => one.name === name);
  const missing = system?.runbook === undefined;
  return (
    <section className={classes['welcome']} aria-label={words.title}>
      <IconFlask size={40} stroke={1.4} aria-hidden />
      <div className={classes['words']}>
        <h2>{words.title}</h2>
        <p>{words.what}</p>
        <p className={classes['offer']}>{words.offer}</p>
        <SystemChoice name={name} onChange={setChosen} />
        {missing ? <p className={classes['note']}>{words.missing(labSystemTitles[name])}</p> : null}
        {lab.error === undefined ? null : <ErrorNote error={lab.error} onRetry={() => void lab.enter(name)} />}
        <div className={classes['actions']}>
          <Button loading={lab.starting} disabled={missing} onClick={() => void lab.enter(name)}>
            {system?.running === true ? words.goOn : words.start}
          </Button>
          <Button variant="default" onClick={() => change({ welcomed: true })}>
            {words.dismiss}
          </Button>
          <span role="status" className={classes['note']}>
            {lab.starting ? words.starting : null}
          </span>
        </div>
      </div>
    </section>
  );
}

interface SystemChoiceProps {
  readonly name: LabSystemName;
  readonly onChange: (name: LabSystemName) => void;
}

/** Which system is practised, and what happens there. */
function SystemChoice({ name, onChange }: SystemChoiceProps) {
  const words = useTexts(welcomeTexts);
  const note = useId();
  return (
    <>
      <Radio.Group
        value={name}
        onChange={(value) => onChange(labSystemNames.find((one) => one === value) ?? name)}
        aria-label={words.system}
        aria-describedby={note}
      >
        <Group gap="xs" className={classes['systems'] ?? ''}>
          {labSystemNames.map((one) => (
            <Radio.Card key={one} value={one} className={classes['system'] ?? ''}>
              <Radio.Indicator size="xs" />
              {labSystemTitles[one]}
            </Radio.Card>
          ))}
        </Group>
      </Radio.Group>
      <p id={note} className={classes['note']}>
        {words.notes[name]} {words.end}
      </p>
    </>
  );
}
