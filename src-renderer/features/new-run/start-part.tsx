import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { indexOf } from '../../../src-shared/run/plan-index.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { dateText } from '../../ui/times.ts';
import { Refusal, useCanAct, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './new-run.module.css';
import { Part } from './part.tsx';
import { prepareTexts } from './prepare-texts.ts';
import { simulationOf } from './simulated-hosts.ts';
import { localTimeOf, zonedTime } from '../../../src-shared/base/zoned-time.ts';

/** What the start will do, and the time from which the RTO counts. */
export function StartPart() {
  const words = useTexts(prepareTexts);
  const state = useRun((run) => run.state);
  const { clock } = state.plan.objectives;
  const { real, simulated } = destructiveSteps(state);
  return (
    <Part id="start" title={words.parts.start} lead={words.leads.start}>
      <div>
        <p className={real > 0 ? classes['bad'] : classes['quiet']}>{words.startMeans(real)}</p>
        {simulated > 0 ? <p className={classes['warn']}>{words.startSimulated(simulated)}</p> : null}
      </div>
      {clock === undefined ? null : clock.from === 'declared' ? (
        <Declare />
      ) : (
        <p className={classes['quiet']}>{words.rtoFrom(clock.from)}</p>
      )}
    </Part>
  );
}

/** How many destructive steps really run, and how many are only simulated. */
function destructiveSteps({ plan, created }: RunState): { readonly real: number; readonly simulated: number } {
  const stakes = {
    mode: created?.mode,
    practice: created?.practice ?? false,
    allowed: created?.allowDestructive ?? [],
  };
  const found = indexOf(plan)
    .main.filter((step) => step.destructive)
    .map((step) => simulationOf(step, stakes).kind);
  const simulated = found.filter((kind) => kind === 'all').length;
  return { real: found.length - simulated, simulated };
}

/** The time that a named person gives: now, or when it really began. */
function Declare() {
  const words = useTexts(prepareTexts);
  const language = useSettings((settings) => settings.language);
  const zone = useRun(({ state }) => state.created?.about.zone ?? 'UTC');
  const declaredAt = useRun(({ state }) => state.rtoDeclaredAt);
  const started = useRun(({ state }) => state.startedAt !== undefined);
  const operator = useHolder('operator');
  const canAct = useCanAct();
  const sending = useSend();
  const [time, setTime] = useState(() => localTimeOf(Date.now(), zone));
  const at = zonedTime(time, zone);
  const declare = async (): Promise<void> => {
    if (at.kind !== 'at') return;
    await sending.send({ type: 'declare-rto', time: new Date(at.ms).toISOString(), by: operator });
  };
  return (
    <>
      {declaredAt === undefined ? null : (
        <p className={classes['good']}>{words.declared(dateText(declaredAt, zone, language))}</p>
      )}
      {started ? null : (
        <div className={`${classes['row'] ?? ''} ${classes['end'] ?? ''}`}>
          <TextInput
            type="datetime-local"
            label={`${words.declare} (${zone})`}
            description={words.declareMeans}
            value={time.text}
            error={at.kind === 'at' ? undefined : words.timeWrong}
            onChange={(event) => setTime({ text: event.currentTarget.value, second: false })}
          />
          <Button variant="default" onClick={() => setTime(localTimeOf(Date.now(), zone))}>
            {words.declareNow}
          </Button>
          <Button disabled={!canAct || at.kind !== 'at'} loading={sending.sending} onClick={() => void declare()}>
            {words.declareButton}
          </Button>
        </div>
      )}
      <Refusal of={sending} />
    </>
  );
}
