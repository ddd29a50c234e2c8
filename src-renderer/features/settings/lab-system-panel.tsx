import { Anchor, Button, Group, Modal } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { labSystemTitles, type LabSystemName, type LabSystemStatus } from '../../../src-shared/rpc/lab-calls.ts';
import { useSettings } from '../../state/settings-store.ts';
import { timeText } from '../../ui/times.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { LabMachines } from './lab-machines.tsx';
import { labWords } from './lab-texts.ts';
import { LabTimes } from './lab-times.tsx';
import classes from './lab.module.css';
import type { LabDesk } from './use-lab.ts';

interface RunningProps {
  readonly system: LabSystemStatus;
  readonly desk: LabDesk;
}

/** One system of the lab: started here, or all that can be seen of it and done to it. */
export function LabSystemPanel({
  name,
  system,
  desk,
}: {
  readonly name: LabSystemName;
  readonly system: LabSystemStatus | undefined;
  readonly desk: LabDesk;
}) {
  const words = useTexts(labWords);
  if (system !== undefined) return <RunningSystem system={system} desk={desk} />;
  return (
    <div className={classes['card']}>
      <p>{words.stoppedText}</p>
      <Button
        loading={desk.busy}
        onClick={() => {
          desk.send({ do: 'start', systems: [name], fresh: false });
        }}
      >
        {words.start(labSystemTitles[name])}
      </Button>
    </div>
  );
}

function RunningSystem({ system, desk }: RunningProps) {
  const words = useTexts(labWords);
  const language = useSettings((settings) => settings.language);
  const { facts, warning, actions } = system;
  return (
    <div className={classes['system']}>
      {warning === undefined ? null : (
        <p role="alert" className={classes['warning']}>
          <IconAlertTriangle size={18} aria-hidden /> {warning}
        </p>
      )}
      <Card title={words.now}>
        <dl className={classes['facts']}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{withLocalTimes(value, language)}</dd>
            </div>
          ))}
        </dl>
        <Place system={system} />
      </Card>
      <Card title={words.hands} lead={words.handsLead}>
        <Actions of={actions.filter(({ fault }) => fault !== true)} desk={desk} system={system.name} />
      </Card>
      <Card title={words.machines} wide>
        <LabMachines system={system} desk={desk} />
      </Card>
      <Card title={words.times} lead={words.timesLead}>
        <LabTimes system={system} desk={desk} />
      </Card>
      <Card title={words.faults} lead={words.faultsLead}>
        <Actions of={actions.filter(({ fault }) => fault === true)} desk={desk} system={system.name} />
      </Card>
      <Ends system={system} desk={desk} />
    </div>
  );
}

/** Times of the lab stand as computers write them; people read those of their own clock. */
function withLocalTimes(text: string, language: string): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (iso) => timeText(iso, timeZone, language));
}

function Place({ system: { inventory, page } }: Pick<RunningProps, 'system'>) {
  const words = useTexts(labWords);
  return (
    <p className={classes['place']}>
      {words.inventory}: <code>{inventory}</code>
      <br />
      <Anchor href={page} target="_blank" rel="noreferrer" size="sm">
        {words.page}
      </Anchor>
    </p>
  );
}

function Actions({
  of,
  desk,
  system,
}: {
  readonly of: LabSystemStatus['actions'];
  readonly desk: LabDesk;
  readonly system: LabSystemName;
}) {
  const words = useTexts(labWords);
  if (of.length === 0) return <p className={classes['quiet']}>{words.none}</p>;
  return (
    <div className={classes['actions']}>
      {of.map(({ id, title }) => (
        <Button
          key={id}
          size="xs"
          variant="default"
          disabled={desk.busy}
          title={`lab-hands ${id}`}
          onClick={() => {
            desk.send({ do: 'act', system, action: id });
          }}
        >
          {title}
        </Button>
      ))}
    </div>
  );
}

/** Stopping keeps it; beginning anew asks, since it cannot be taken back. */
function Ends({ system: { name, title }, desk }: RunningProps) {
  const words = useTexts(labWords);
  const [asked, setAsked] = useState(false);
  const close = (): void => {
    setAsked(false);
  };
  const renew = (): void => {
    close();
    desk.send({ do: 'renew', system: name });
  };
  return (
    <Group className={classes['wide'] ?? ''}>
      <Button size="xs" variant="default" disabled={desk.busy} onClick={() => setAsked(true)}>
        {words.renew}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={desk.busy}
        onClick={() => {
          desk.send({ do: 'stop', system: name });
        }}
      >
        {words.stop(title)}
      </Button>
      <Modal opened={asked} onClose={close} title={words.renewYes} centered>
        <p>{words.renewSure(title)}</p>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {words.keep}
          </Button>
          <Button color="red" onClick={renew}>
            {words.renewYes}
          </Button>
        </Group>
      </Modal>
    </Group>
  );
}

interface CardProps {
  readonly title: string;
  readonly lead?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

function Card({ title, lead, wide = false, children }: CardProps) {
  return (
    <section className={`${classes['card'] ?? ''} ${wide ? (classes['wide'] ?? '') : ''}`}>
      <h2 className={classes['title']}>{title}</h2>
      {lead === undefined ? null : <p className={classes['quiet']}>{lead}</p>}
      {children}
    </section>
  );
}
