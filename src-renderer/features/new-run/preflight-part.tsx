import { Button, Loader } from '@mantine/core';
import { preflightFreshMs } from '../../../src-shared/run/begin-step.ts';
import { preflightProblems } from '../../../src-shared/run/preflight.ts';
import { useRun } from '../../state/run-context.tsx';
import { useSettings } from '../../state/settings-store.ts';
import { clockText, timeText, useNow } from '../../ui/times.ts';
import { Refusal, useCanAct, useSend } from '../../ui/use-send.tsx';
import { useTexts } from '../../ui/use-texts.ts';
import { CheckResult } from './check-result.tsx';
import { CopyResult } from './copy-result.tsx';
import { HostResult } from './host-result.tsx';
import classes from './new-run.module.css';
import { Part } from './part.tsx';
import { acceptedProblems, checkRows, hostRows, preflightStage, type CheckRow } from './preflight-rows.ts';
import { preflightTexts } from './preflight-texts.ts';
import { prepareTexts } from './prepare-texts.ts';

/** Preflight: taken, looked at as its results come, mended, accepted, taken again. */
export function PreflightPart() {
  const words = useTexts(prepareTexts);
  const own = useTexts(preflightTexts);
  const state = useRun((run) => run.state);
  const canAct = useCanAct();
  const sending = useSend();
  const hosts = hostRows(state);
  const { required, shown, copies } = checkRows(state);
  const begun = state.preflight.startedAt !== undefined;
  const running = begun && state.preflight.finishedAt === undefined;
  const take = (): void => void sending.send({ type: 'start-preflight' });
  return (
    <Part id="preflight" title={words.parts.preflight} lead={words.leads.preflight} wide>
      <div className={classes['row']}>
        {state.startedAt === undefined ? (
          <Button
            variant={begun ? 'default' : 'filled'}
            disabled={!canAct || running}
            loading={sending.sending}
            onClick={take}
          >
            {begun ? own.repeat : own.take}
          </Button>
        ) : null}
        <Standing />
      </div>
      <Refusal of={sending} />
      {begun ? (
        <>
          <h3 className={classes['subhead']}>{own.hosts}</h3>
          <ul className={classes['results']}>
            {hosts.map((row) => (
              <HostResult key={row.host.id} row={row} running={running} onAgain={take} />
            ))}
          </ul>
          {required.length === 0 ? null : <h3 className={classes['subhead']}>{own.checks}</h3>}
          <ul className={classes['results']}>
            {required.map((row) => (
              <CheckResult key={row.step.id} row={row} required running={running} />
            ))}
          </ul>
          <Copies rows={copies} running={running} />
          {shown.length === 0 ? null : (
            <details className={classes['more']}>
              <summary>
                {own.alsoNow} ({shown.length})
              </summary>
              <p className={classes['quiet']}>{own.alsoNowLead}</p>
              <ul className={classes['results']}>
                {shown.map((row) => (
                  <CheckResult key={row.step.id} row={row} required={false} running={running} />
                ))}
              </ul>
            </details>
          )}
        </>
      ) : null}
    </Part>
  );
}

function Copies({ rows, running }: { readonly rows: readonly CheckRow[]; readonly running: boolean }) {
  const words = useTexts(preflightTexts);
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className={classes['subhead']}>{words.copies}</h3>
      <ul className={classes['results']}>
        {rows.map((row) => (
          <CopyResult key={row.step.id} row={row} running={running} />
        ))}
      </ul>
    </>
  );
}

/** How it stands, in a sentence that grows older by itself. */
function Standing() {
  const words = useTexts(preflightTexts);
  const state = useRun((run) => run.state);
  const held = useRun((run) => run.held === 'here');
  const language = useSettings((settings) => settings.language);
  const now = useNow();
  const { startedAt = '', finishedAt = '' } = state.preflight;
  const zone = state.created?.about.zone ?? 'UTC';
  const stage = preflightStage(state, now, held, preflightFreshMs);
  if (state.startedAt !== undefined) return null;
  switch (stage) {
    case 'none':
      return <p className={classes['quiet']}>{words.notTaken}</p>;
    case 'running':
      return (
        <p className={classes['row']} aria-live="off">
          <Loader size="xs" aria-hidden /> {words.running(clockText(Math.max(0, now - Date.parse(startedAt))))}
        </p>
      );
    case 'broken':
      return <p className={classes['warn']}>{words.broken}</p>;
    case 'old':
      return <p className={classes['warn']}>{words.old}</p>;
    case 'taken': {
      const problems = preflightProblems(state, now).length;
      const accepted = acceptedProblems(state);
      const [time, age] = [timeText(finishedAt, zone, language), clockText(Math.max(0, now - Date.parse(finishedAt)))];
      if (problems > 0) return <p className={classes['warn']}>{words.takenProblems(time, age, problems)}</p>;
      // Nothing is green that was not proven.
      if (accepted.count > 0)
        return <p className={classes['warn']}>{words.takenAccepted(time, age, accepted.count, accepted.by)}</p>;
      return <p className={classes['good']}>{words.takenClean(time, age)}</p>;
    }
  }
}
