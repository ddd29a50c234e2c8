import { Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import { hashOf, useRoute } from '../../state/route-store.ts';
import { useRun } from '../../state/run-context.tsx';
import { useKeys, usePalette } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { actionTexts } from './action-texts.ts';
import { PauseDialog } from './pause-dialog.tsx';
import { useSpeaker } from './person-select.tsx';
import { RollbackDialog } from './rollback-dialog.tsx';
import { StopDialog } from './stop-dialog.tsx';
import { Refusal, useCanAct, useSend } from '../../ui/use-send.tsx';

type Asked = 'pause' | 'stop' | 'roll-back';

/** What stops the run, lets it go on, or takes it back. */
export function RunActions() {
  const words = useTexts(actionTexts);
  const name = useRun(({ state }) => state.name);
  const started = useRun(({ state }) => state.startedAt !== undefined);
  const ended = useRun(({ state }) => state.endedAt !== undefined);
  const rolled = useRun(({ state }) => state.rollback !== undefined);
  const run = useRun(({ opened }) => opened.run);
  const tab = useRoute(({ route }) => (route.screen === 'run' ? route.tab : undefined));
  const canAct = useCanAct();
  const [asked, setAsked] = useState<Asked>();
  const moves = name === 'running' || name === 'rolling-back';
  const open = moves || name === 'paused';
  const may = {
    pause: canAct && moves,
    stop: canAct && open,
    'roll-back': canAct && started && name !== 'sealed' && !rolled,
  };
  useAskKeys(may, setAsked);
  const close = (): void => setAsked(undefined);
  if (!canAct) return null;
  return (
    <Group gap={8} role="group" aria-label={words.group}>
      {ended && tab !== 'report' ? (
        <Button component="a" href={hashOf({ screen: 'run', run, tab: 'report' })}>
          {words.report}
        </Button>
      ) : null}
      {started || tab === 'prepare' ? null : (
        <Button component="a" href={hashOf({ screen: 'run', run, tab: 'prepare' })}>
          {words.prepare}
        </Button>
      )}
      <Buttons may={may} paused={name === 'paused'} onAsk={setAsked} />
      <AskedDialog asked={asked} onClose={close} />
    </Group>
  );
}

interface ButtonsProps {
  readonly may: Readonly<Record<Asked, boolean>>;
  readonly paused: boolean;
  readonly onAsk: (asked: Asked) => void;
}

function Buttons({ may, paused, onAsk }: ButtonsProps) {
  const words = useTexts(actionTexts);
  return (
    <>
      {may.pause ? (
        <Button
          size="sm"
          px={12}
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          onClick={() => onAsk('pause')}
        >
          {words.pause}
        </Button>
      ) : null}
      {paused ? <ContinueButton /> : null}
      {may.stop ? (
        <Button
          size="sm"
          px={12}
          variant="default"
          leftSection={<IconPlayerStop size={16} />}
          onClick={() => onAsk('stop')}
        >
          {words.stop}
        </Button>
      ) : null}
      {may['roll-back'] ? (
        <Button
          size="sm"
          px={12}
          variant="outline"
          color="var(--failed)"
          leftSection={<IconArrowBackUp size={16} />}
          onClick={() => onAsk('roll-back')}
        >
          {words.rollBack}
        </Button>
      ) : null}
    </>
  );
}

function AskedDialog({ asked, onClose }: { readonly asked: Asked | undefined; readonly onClose: () => void }) {
  if (asked === 'pause') return <PauseDialog onClose={onClose} />;
  if (asked === 'stop') return <StopDialog onClose={onClose} />;
  return asked === 'roll-back' ? <RollbackDialog onClose={onClose} /> : null;
}

function ContinueButton() {
  const words = useTexts(actionTexts);
  const by = useSpeaker('operator');
  const sending = useSend();
  const go = (): void => {
    void sending.send({ type: 'continue', by });
  };
  usePalette([{ id: 'run-continue', group: words.group, label: words.continue, run: go }]);
  return (
    <>
      <Button leftSection={<IconPlayerPlay size={16} />} onClick={go} loading={sending.sending}>
        {words.continue}
      </Button>
      <Refusal of={sending} />
    </>
  );
}

function useAskKeys(may: Readonly<Record<Asked, boolean>>, ask: (asked: Asked) => void): void {
  const words = useTexts(actionTexts);
  const offered = [
    { id: 'pause' as const, label: words.pause, keys: 'Space' },
    { id: 'stop' as const, label: words.stop },
    { id: 'roll-back' as const, label: words.rollBack },
  ].filter(({ id }) => may[id]);
  usePalette(offered.map(({ id, ...rest }) => ({ id: `run-${id}`, group: words.group, ...rest, run: () => ask(id) })));
  useKeys(may.pause ? [{ keys: ['Space'], does: words.pause, run: () => ask('pause') }] : []);
}
