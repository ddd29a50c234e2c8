import { Button, Group, Tabs } from '@mantine/core';
import { useState } from 'react';
import {
  labSystemNames,
  labSystemTitles,
  type LabStatus,
  type LabSystemName,
} from '../../../src-shared/rpc/lab-calls.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { LabSystemPanel } from './lab-system-panel.tsx';
import { labWords } from './lab-texts.ts';
import classes from './lab.module.css';
import { Loaded } from './loaded.tsx';
import { type LabDesk, useLab } from './use-lab.ts';

/** The practice lab of this machine: its systems, what they are like, and everything that can be done to them. */
export function LabTab() {
  const words = useTexts(labWords);
  const desk = useLab();
  return (
    <>
      <p className={classes['quiet']}>{words.lead}</p>
      {desk.error === undefined ? null : <ErrorNote error={desk.error} />}
      <Loaded of={desk.status} onRetry={desk.reload}>
        {(status) => <Systems status={status} desk={desk} />}
      </Loaded>
    </>
  );
}

function Systems({ status, desk }: { readonly status: LabStatus; readonly desk: LabDesk }) {
  const words = useTexts(labWords);
  const running = status.systems.map(({ name }) => name);
  const [chosen, setChosen] = useState<LabSystemName>(running[0] ?? 'tvox');
  if (status.elsewhere === true && running.length === 0) return <p role="status">{words.foreign}</p>;
  return (
    <>
      {status.elsewhere === true ? <p className={classes['quiet']}>{words.elsewhere}</p> : null}
      <Tabs
        variant="pills"
        classNames={{ tab: classes['pill'] ?? '' }}
        value={chosen}
        keepMounted={false}
        onChange={(value) => {
          setChosen(labSystemNames.find((name) => name === value) ?? 'tvox');
        }}
      >
        <Group justify="space-between" gap="sm" my="sm">
          <Tabs.List aria-label={words.systems}>
            {labSystemNames.map((name) => (
              <Tabs.Tab key={name} value={name} rightSection={<Dot on={running.includes(name)} />}>
                {labSystemTitles[name]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <WholeLab status={status} desk={desk} />
        </Group>
        <p role="status" className={classes['said']}>
          {desk.said}
        </p>
        {labSystemNames.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <LabSystemPanel name={name} system={status.systems.find((one) => one.name === name)} desk={desk} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function WholeLab({ status, desk }: { readonly status: LabStatus; readonly desk: LabDesk }) {
  const words = useTexts(labWords);
  const all = status.systems.length === labSystemNames.length;
  return (
    <Group gap="xs">
      {all ? null : (
        <Button
          size="xs"
          variant="default"
          disabled={desk.busy}
          onClick={() => {
            desk.send({ do: 'start', systems: [...labSystemNames], fresh: false });
          }}
        >
          {words.startAll}
        </Button>
      )}
      {status.running && status.elsewhere !== true ? (
        <Button size="xs" variant="default" disabled={desk.busy} onClick={desk.stop}>
          {words.stopAll}
        </Button>
      ) : null}
    </Group>
  );
}

/** That a system runs, in a word for whoever does not see the colour. */
function Dot({ on }: { readonly on: boolean }) {
  const words = useTexts(labWords);
  const word = on ? words.runs : words.stopped;
  return <span className={classes['dot']} data-on={on} role="img" aria-label={word} title={word} />;
}
