import type { HostProbe } from '../../../src-shared/run/facts.ts';
import { useRun } from '../../state/run-context.tsx';
import { clockText, useNow } from '../../ui/times.ts';
import { useRemedies } from '../../ui/use-remedies.ts';
import { useSaid } from '../../ui/use-said.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { AcceptProblem } from './accept-problem.tsx';
import classes from './new-run.module.css';
import type { HostRow } from './preflight-rows.ts';
import { preflightTexts } from './preflight-texts.ts';
import { ResultMark } from './result-mark.tsx';
import { TrustKey } from './trust-key.tsx';

export interface HostResultProps {
  readonly row: HostRow;
  readonly running: boolean;
  /** Takes preflight again. */
  readonly onAgain: () => void;
}

/** What a host showed of itself, what is wrong with it, and what can be done about that here. */
export function HostResult({ row: { host, probe, accepted }, running, onAgain }: HostResultProps) {
  const words = useTexts(preflightTexts);
  const said = useSaid();
  const problem = probe !== undefined && !probe.ok && probe.required;
  return (
    <li className={classes['result']}>
      <div>
        <strong>{host.name}</strong>
        <div className={classes['mono']}>
          {host.id} · {host.address}:{host.port}
        </div>
      </div>
      <div className={classes['resultMark']}>
        {probe === undefined ? (
          running ? (
            <Connecting />
          ) : (
            <ResultMark look="plain" word="–" />
          )
        ) : (
          <ProbeMark probe={probe} accepted={accepted !== undefined} />
        )}
      </div>
      {probe === undefined ? (
        <div />
      ) : (
        <div className={classes['resultBody']}>
          {probe.ok ? null : <p>{said(probe.detail)}</p>}
          <Seen probe={probe} />
          {/* An unknown key explains itself below. */}
          {problem && probe.untrusted === undefined ? <Remedy code={probe.code} /> : null}
          {problem && probe.untrusted !== undefined ? (
            <TrustKey untrusted={probe.untrusted} onTrusted={onAgain} />
          ) : null}
          {accepted === undefined ? null : (
            <p className={classes['warn']}>{words.accepted(accepted.by.name, accepted.reason)}</p>
          )}
          {problem && accepted === undefined && !running ? <AcceptProblem subject={host.id} what={host.name} /> : null}
        </div>
      )}
    </li>
  );
}

function Connecting() {
  const words = useTexts(preflightTexts);
  const startedAt = useRun(({ state }) => state.preflight.startedAt ?? '');
  const now = useNow();
  return <ResultMark look="running" word={words.connecting(clockText(Math.max(0, now - Date.parse(startedAt))))} />;
}

function ProbeMark({ probe, accepted }: { readonly probe: HostProbe; readonly accepted: boolean }) {
  const words = useTexts(preflightTexts);
  if (probe.ok) return <ResultMark look="good" word={words.inOrder} />;
  if (!probe.required) return <ResultMark look="dark" word={words.dark} />;
  return <ResultMark look={accepted ? 'accepted' : 'bad'} word={words.notInOrder} />;
}

/** The facts behind the verdict: who logged in, to which key, and how the host stands. */
function Seen({ probe }: { readonly probe: HostProbe }) {
  const words = useTexts(preflightTexts);
  const { user, hostKey, hostKeyNew, sudo, skewMs, missingTools = [] } = probe;
  const facts = [
    ...(user === undefined ? [] : [`${words.user} ${user}`]),
    ...(sudo === undefined ? [] : [words.sudo[sudo]]),
    ...(skewMs === undefined ? [] : [words.skew(`${skewMs < 0 ? '−' : '+'}${(Math.abs(skewMs) / 1000).toFixed(1)} s`)]),
    ...(missingTools.length === 0 ? [] : [words.missingTools(missingTools.join(', '))]),
  ];
  if (facts.length === 0 && hostKey === undefined) return null;
  return (
    <p className={classes['quiet']}>
      {facts.join(' · ')}
      {hostKey === undefined ? null : (
        <>
          {facts.length === 0 ? '' : ' · '}
          {words.key} <span className={classes['mono']}>{hostKey}</span>
          {hostKeyNew === true ? ` (${words.newKey})` : ''}
        </>
      )}
    </p>
  );
}

function Remedy({ code }: { readonly code: string | undefined }) {
  const words = useTexts(preflightTexts);
  const remedy = useRemedies()(code);
  if (code === undefined || remedy === undefined) return null;
  return (
    <p className={classes['quiet']}>
      {words.toMend} {remedy} <code className={classes['mono']}>{code}</code>
    </p>
  );
}
