import { IconCheck, IconClockExclamation, IconLoader2, IconShieldX } from '@tabler/icons-react';
import type { PlanStep } from '../../../src-shared/plan/plan.ts';
import type { GuardState, StepRunState } from '../../../src-shared/run/state.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { timeText, useNow } from '../../ui/times.ts';
import { useSaid } from '../../ui/use-said.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './guard-proofs.module.css';
import { titleOf } from './now-words.ts';
import { stepTexts } from './step-texts.ts';

export interface GuardProofsProps {
  readonly step: PlanStep;
  readonly run: StepRunState | undefined;
}

/** The guard that does not hold and that nobody has overridden, if any. */
export function brokenGuard(run: StepRunState | undefined): GuardState | undefined {
  if (run === undefined || run.guardOverridden !== undefined) return undefined;
  return run.guards.find(({ result }) => result !== 'true');
}

/** True while a person is asked for what must not be done now. */
export function isStopped(run: StepRunState | undefined): boolean {
  return run?.state === 'needs-person' && brokenGuard(run) !== undefined;
}

/** What must hold while a person acts, and how fresh its proof is. */
export function GuardProofs({ step, run }: GuardProofsProps) {
  const words = useTexts(stepTexts);
  if (step.guard.length === 0 || run === undefined || run.startedAt === undefined) return null;
  const open = run.state === 'needs-person';
  return (
    <div className={classes['guards']}>
      {run.guards.map((guard) => (
        <Proof key={guard.guard} guard={guard} open={open} />
      ))}
      {run.guards.length === 0 && run.guardTaking ? (
        <div className={classes['guard']}>
          <IconLoader2 size={16} aria-hidden /> {words.guards}: {words.takingNow}
        </div>
      ) : null}
      {run.guardOverridden === undefined ? null : (
        <p className={classes['overridden']}>
          {words.overridden(run.guardOverridden.by.name, run.guardOverridden.reason)}
        </p>
      )}
    </div>
  );
}

function Proof({ guard, open }: { readonly guard: GuardState; readonly open: boolean }) {
  const words = useTexts(stepTexts);
  const said = useSaid();
  const state = useRun((run) => run.state);
  // Whoever holds the run looks every 5 s and records only what changes; where nobody does, a proof only gets older.
  const watched = useRun(({ held }) => held !== 'free');
  const ok = guard.result === 'true';
  const stale = ok && open && !watched;
  const Icon = stale ? IconClockExclamation : ok ? IconCheck : IconShieldX;
  return (
    <div className={classes['guard']} data-result={stale ? 'stale' : guard.result}>
      <Icon size={16} stroke={2.4} aria-hidden />
      <div>
        <strong>
          {words.guards}: {titleOf(state, guard.guard)}
        </strong>{' '}
        {ok && open && watched ? <Watched guard={guard} /> : <Age guard={guard} />}
        <span className={classes['detail']}>
          {' '}
          {said(guard.detail)}
          {ok && open ? ` · ${stale ? words.stale : words.repeated}` : ''}
        </span>
      </div>
    </div>
  );
}

function Watched({ guard }: { readonly guard: GuardState }) {
  const words = useTexts(stepTexts);
  const language = useSettings((settings) => settings.language);
  const zone = useRun(({ state }) => state.created?.about.zone ?? 'UTC');
  return <>{words.holds(timeText(guard.at, zone, language))}</>;
}

function Age({ guard: { result, at } }: { readonly guard: GuardState }) {
  const words = useTexts(stepTexts);
  const seconds = Math.max(0, Math.round((useNow() - Date.parse(at)) / 1000));
  const ago = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  if (result === 'true') return <>{words.proved(ago)}.</>;
  return <>{result === 'false' ? words.notProved(ago) : words.notTaken(ago)}.</>;
}
