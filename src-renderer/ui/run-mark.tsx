import {
  IconArrowBackUp,
  IconCheck,
  IconCircle,
  IconHandStop,
  IconLoader2,
  IconPlayerPause,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import type { RunEntry } from '../../src-shared/rpc/run-calls.ts';
import type { RunStateName } from '../../src-shared/run/state.ts';
import { useSettings } from '../state/settings-store.ts';
import { runStateWords } from './step-states.ts';
import classes from './state-mark.module.css';
import { useTexts } from './use-texts.ts';

interface RunLook {
  readonly icon: Icon;
  readonly colour: string;
}

const runLooks: Readonly<Record<RunStateName, RunLook>> = {
  draft: { icon: IconCircle, colour: 'var(--soft)' },
  preflight: { icon: IconCircle, colour: 'var(--soft)' },
  approved: { icon: IconCircle, colour: 'var(--soft)' },
  running: { icon: IconLoader2, colour: 'var(--running)' },
  paused: { icon: IconPlayerPause, colour: 'var(--person)' },
  'rolling-back': { icon: IconArrowBackUp, colour: 'var(--running)' },
  completed: { icon: IconCheck, colour: 'var(--passed)' },
  failed: { icon: IconX, colour: 'var(--failed)' },
  aborted: { icon: IconX, colour: 'var(--failed)' },
  'rolled-back': { icon: IconArrowBackUp, colour: 'var(--soft)' },
  sealed: { icon: IconCheck, colour: 'var(--passed)' },
};

/** A run's state by icon, word and colour, as in the headline of its own pages. */
export function RunMark({ run }: { readonly run: RunEntry }) {
  const states = useTexts(runStateWords);
  const language = useSettings((settings) => settings.language);
  const { icon: Icon, colour } = lookOf(run);
  return (
    <span className={classes['run']} style={{ color: colour }}>
      <Icon size={16} stroke={2.2} aria-hidden />
      <strong>{run.outcome?.words[language] ?? states[run.state]}</strong>
    </span>
  );
}

/** Green is only what has no doubt, no FAIL and no case without a verdict. */
function lookOf({ state, outcome, verdicts: { cases, pass, fail, other }, waitsFor }: RunEntry): RunLook {
  const look = runLooks[outcome?.name ?? state];
  if (outcome === undefined)
    return state === 'running' && waitsFor.length > 0 ? { icon: IconHandStop, colour: 'var(--person)' } : look;
  if (outcome.name !== 'completed') return look;
  if (fail > 0) return runLooks.failed;
  return outcome.doubts > 0 || pass + other < cases || waitsFor.length > 0 ? { ...look, colour: 'var(--soft)' } : look;
}
