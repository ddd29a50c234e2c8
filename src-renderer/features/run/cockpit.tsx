import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, type ReactNode } from 'react';
import type { StepId } from '../../../src-shared/base/ids.ts';
import type { RunState } from '../../../src-shared/run/state.ts';
import { stepOf } from '../../../src-shared/run/plan-index.ts';
import { useRun } from '../../state/run-context.tsx';
import { useKeys } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { cockpitTexts } from './cockpit-texts.ts';
import classes from './cockpit.module.css';
import { EventsPanel } from './events-panel.tsx';
import { followedStep, stepOfItem, useLooking } from './looking.ts';
import { NeedsYou } from './needs-you.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { ResizablePanels } from './resizable-panels.tsx';
import { SideTools } from './side-tools.tsx';
import { StepPanel } from './step-panel.tsx';
import { StepsPanel } from './steps-panel.tsx';

/** Parts that other features bring into the cockpit. */
export interface CockpitSlots {
  /** The terminals of the step that is looked at, or of all. */
  readonly terminals: (step: StepId | undefined) => ReactNode;
  /** The cases of a form, to give verdicts and sign. */
  readonly form: (form: StepId) => ReactNode;
  /** A signature that is asked for, by its subject and role. */
  readonly sign: (subject: string, role: string) => ReactNode;
}

export interface CockpitProps {
  readonly slots: CockpitSlots;
  /** A step or case that the route names. */
  readonly item: string | undefined;
}

/** The run under one's hands: its steps, the one that counts now, and the people and events around it. */
export function Cockpit({ slots, item }: CockpitProps) {
  const words = useTexts(cockpitTexts);
  const wide = useMediaQuery('(min-width: 1600px)', false, { getInitialValueInEffect: false });
  // A phone, or a desk at twice the text size: one below the other, and the page scrolls.
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const step = useLookedAt(item);
  const panel = useRef<HTMLElement>(null);
  const dock = useRef<HTMLDivElement>(null);
  const signing = useLooking((looking) => looking.signing);
  // The next step begins at its title, however far down the one before was read; a form at the signature that is wanted.
  useEffect(() => {
    if (panel.current === null) return;
    panel.current.scrollTop = 0;
    const wanted = signing === undefined ? null : `[data-sign="${CSS.escape(signing)}"]`;
    if (wanted !== null) panel.current.querySelector(wanted)?.scrollIntoView({ block: 'start' });
  }, [step, signing]);
  useKeys([{ keys: ['t'], does: words.terminal, run: () => focusIn(dock.current) }]);
  const parts: Parts = {
    steps: <StepsPanel onOpen={() => focusIn(panel.current)} />,
    step: <StepPanel step={step} slots={slots} panel={panel} />,
    terminals: (
      <div ref={dock} className={classes['dock']} role="region" aria-label={words.terminals}>
        {slots.terminals(step)}
      </div>
    ),
    side: (
      <aside className={classes['side']} aria-label={words.side}>
        <NeedsYou />
        <PeoplePanel />
        <SideTools />
        <EventsPanel />
      </aside>
    ),
  };
  const quiet = useRun(({ state }) => step !== undefined && (isToDecide(state, step) || !hasTerminals(state, step)));
  const isForm = useRun(({ state }) => step !== undefined && stepOf(state, step)?.action.kind === 'form');
  // Beside the step there is room for both, but for a form: its columns want the width.
  const folds = wide ? quiet && isForm : quiet;
  return narrow ? <Stacked parts={parts} /> : <Beside parts={parts} wide={wide} folds={folds} />;
}

interface Parts {
  readonly steps: ReactNode;
  readonly step: ReactNode;
  readonly terminals: ReactNode;
  readonly side: ReactNode;
}

function Stacked({ parts: { steps, step, terminals, side } }: { readonly parts: Parts }) {
  return (
    <div className={classes['stack']}>
      <div className={classes['whole']}>{step}</div>
      <div className={classes['tall']}>{side}</div>
      <div className={classes['tall']}>{steps}</div>
      <div className={classes['low']}>{terminals}</div>
    </div>
  );
}

interface BesideProps {
  readonly parts: Parts;
  readonly wide: boolean;
  /** There is no output to show, or its end stands in the step: it would only take the room of what to do. */
  readonly folds: boolean;
}

function Beside({ parts: { steps, step, terminals, side }, wide, folds }: BesideProps) {
  const folded = { size: wide ? 240 : 64, now: folds };
  const middle = (
    <ResizablePanels
      id={wide ? 'cockpit-beside' : 'cockpit-below'}
      orientation={wide ? 'horizontal' : 'vertical'}
      panels={[
        { id: 'step', size: wide ? 54 : 70, min: 120, content: step },
        { id: 'terminals', size: wide ? 46 : 30, min: 80, folded, content: terminals },
      ]}
    />
  );
  return (
    <ResizablePanels
      id="cockpit"
      orientation="horizontal"
      panels={[
        { id: 'steps', size: wide ? 19 : 24, min: 200, content: steps },
        { id: 'middle', size: wide ? 61 : 53, min: 360, content: middle },
        { id: 'side', size: wide ? 20 : 23, min: 200, content: side },
      ]}
    />
  );
}

/** A person must say what now: the answers come first, and what the hosts said last stands above them. */
function isToDecide(state: RunState, step: StepId): boolean {
  const now = state.steps.get(step)?.state;
  return (now === 'failed' || now === 'unknown') && state.terminals.every(({ closed }) => closed !== undefined);
}

/** Something ran for the step, or somebody has a shell open. */
function hasTerminals(state: RunState, step: StepId): boolean {
  return (
    state.terminals.some((one) => one.step === step || one.closed === undefined) ||
    (state.steps.get(step)?.hosts.some(({ attempts }) => attempts.length > 0) ?? false)
  );
}

/** The step in view: what the route names, then what a person chose, then what the run is at while it is followed. */
function useLookedAt(item: string | undefined): StepId | undefined {
  const run = useRun(({ opened }) => opened.run);
  const state = useRun((one) => one.state);
  const looking = useLooking();
  const other = looking.run !== run;
  const follow = other || looking.follow;
  const wanted = follow
    ? followedStep(state, other ? undefined : looking.step, other ? undefined : looking.left)
    : looking.step;
  useEffect(() => {
    if (other) useLooking.setState({ run, follow: true, step: wanted, left: new Set(), signing: undefined });
    else if (wanted !== looking.step) useLooking.setState({ step: wanted, signing: undefined });
  }, [run, other, wanted, looking.step]);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  useEffect(() => {
    const named = item === undefined ? undefined : stepOfItem(latest.current, item);
    if (named !== undefined) useLooking.setState({ run, step: named, follow: false, signing: undefined });
  }, [run, item]);
  return wanted;
}

/** The first thing in a panel that takes the keyboard, else the panel itself. */
function focusIn(panel: HTMLElement | null): void {
  const inside = panel?.querySelector<HTMLElement>(
    'textarea:not([readonly]), input:not([type="hidden"], [type="file"]), [role="radio"], button:not(:disabled), [role="tab"]',
  );
  (inside ?? panel)?.focus();
}
