import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { stepHosts } from '../../../src-shared/plan/step-hosts.ts';
import { indexOf } from '../../../src-shared/run/plan-index.ts';
import { useHolder, useRun } from '../../state/run-context.tsx';
import { useRoute } from '../../state/route-store.ts';
import { useSettings } from '../../state/settings-store.ts';
import { useKeys, usePalette } from '../../ui/keys.ts';
import { Screen } from '../../ui/screen.tsx';
import { dateText, useNow } from '../../ui/times.ts';
import { Refusal, useCanAct, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { Approval } from './approval.tsx';
import { Checklist } from './checklist.tsx';
import classes from './new-run.module.css';
import { Part } from './part.tsx';
import { PlanView } from './plan-view.tsx';
import { PreflightPart } from './preflight-part.tsx';
import { prepareTexts } from './prepare-texts.ts';
import { readinessOf } from './readiness.ts';
import { SignersPart } from './signers-part.tsx';
import { StartPart } from './start-part.tsx';
import { usePins, type Pins } from './use-pins.ts';

/** Preflight, the frozen plan, approval and start of a run that was made. */
export function PreparePage() {
  const words = useTexts(prepareTexts);
  const people = useRun(({ state }) => state.people);
  const [pins, lookAgain] = usePins(useMemo(() => Object.values(people), [people]));
  return (
    <Screen title={words.title} lead={words.lead}>
      <div className={classes['page']}>
        <div>
          <SignersPart pins={pins} onPinSet={lookAgain} />
          <PreflightPart />
          <PlanAndApproval pins={pins} />
          <StartPart />
        </div>
        <Side pins={pins} />
      </div>
    </Screen>
  );
}

function PlanAndApproval({ pins }: { readonly pins: Pins }) {
  const words = useTexts(prepareTexts);
  const { plan, planHash } = useRun(({ opened }) => opened);
  const created = useRun(({ state }) => state.created);
  return (
    <Part id="plan" title={words.parts.plan} lead={words.leads.plan} wide>
      <Approval pins={pins} />
      <PlanView
        plan={plan}
        planHash={planHash}
        mode={created?.mode}
        practice={created?.practice ?? false}
        allowed={created?.allowDestructive ?? none}
      />
    </Part>
  );
}

const none: readonly never[] = [];

/** What stands in the way, and the start, which says what it will do or why it cannot. */
function Side({ pins }: { readonly pins: Pins }) {
  const words = useTexts(prepareTexts);
  const started = useRun(({ state }) => state.startedAt);
  return (
    <aside className={classes['side']}>
      {started === undefined ? <Start pins={pins} /> : <Started words={words} />}
    </aside>
  );
}

function Started({ words }: { readonly words: (typeof prepareTexts)['en'] }) {
  const run = useRun(({ opened }) => opened.run);
  const go = useRoute((route) => route.go);
  const language = useSettings((settings) => settings.language);
  const zone = useRun(({ state }) => state.created?.about.zone ?? 'UTC');
  const at = useRun(({ state }) => state.startedAt ?? '');
  const by = useRun(({ records }) => {
    const fact = records.find((record) => record.type === 'run-started');
    return fact?.type === 'run-started' ? fact.data.by.name : '';
  });
  return (
    <>
      <p>{words.started(by, dateText(at, zone, language))}</p>
      <Button onClick={() => go({ screen: 'run', run, tab: 'cockpit' })}>{words.toCockpit}</Button>
    </>
  );
}

function Start({ pins }: { readonly pins: Pins }) {
  const words = useTexts(prepareTexts);
  const state = useRun((run) => run.state);
  const run = useRun(({ opened }) => opened.run);
  const held = useRun((one) => one.held === 'here');
  const go = useRoute((route) => route.go);
  const operator = useHolder('operator');
  const canAct = useCanAct();
  const sending = useSend();
  // Only the age of preflight moves: by the second would be noise.
  const now = useNow(5_000);
  const checks = readinessOf(state, pins, now, held, words);
  const missing = checks.filter(({ state: found }) => found === 'missing' || found === 'working');
  const possible = canAct && missing.length === 0 && !sending.sending;
  const main = indexOf(state.plan).main;
  const hosts = new Set(main.flatMap((step) => stepHosts(step))).size;
  const does =
    state.created?.mode === 'live' ? words.startLive(main.length, hosts) : words.startRehearsal(main.length, hosts);
  const start = async (): Promise<void> => {
    if (!possible) return;
    if (await sending.send({ type: 'start', by: operator })) go({ screen: 'run', run, tab: 'cockpit' });
  };
  useKeys([{ keys: ['ctrl+Enter'], does, run: () => void start(), whileTyping: true }]);
  usePalette(
    possible ? [{ id: 'start-run', label: does, group: words.title, keys: 'Ctrl+Enter', run: () => void start() }] : [],
  );
  const why = words.waitsFor(missing.map(({ title, text }) => `${title} (${text})`).join(', '));
  return (
    <>
      <Checklist label={words.checklist} checks={checks} />
      {/* Not `disabled`: the keyboard must be able to come here and hear why. */}
      <Button
        aria-disabled={!possible}
        {...(possible ? {} : { 'data-disabled': true })}
        loading={sending.sending}
        onClick={() => void start()}
        aria-describedby="start-note"
        classNames={{ label: classes['wrap'] ?? '', root: classes['tall'] ?? '' }}
      >
        {does}
      </Button>
      <p id="start-note" className={possible ? classes['quiet'] : classes['warn']}>
        {!canAct ? words.notHere : missing.length > 0 ? why : words.leads.start}
      </p>
      <Refusal of={sending} />
    </>
  );
}
