import { IconChevronRight } from '@tabler/icons-react';
import { Fragment } from 'react';
import { attemptLines, endWords } from '../../../src-shared/report/step-words.ts';
import { reportTexts } from '../../../src-shared/report/report-texts.ts';
import type { HostState, StepRunState } from '../../../src-shared/run/state.ts';
import { useSettings } from '../../state/settings-store.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { clockText, useNow } from '../../ui/times.ts';
import { useSaid } from '../../ui/use-said.ts';
import { useTexts } from '../../ui/use-texts.ts';
import { foldHosts, type HostGroup } from './fold-hosts.ts';
import classes from './host-table.module.css';
import { hostTexts } from './host-texts.ts';
import { stepTexts } from './step-texts.ts';

/** Where a step works: each host with its attempt, its end, its time, and the lines that support what is said of it. */
export function HostTable({ run }: { readonly run: StepRunState }) {
  const words = useTexts(stepTexts);
  if (run.hosts.length === 0) return null;
  // Beside a host that failed, those that passed need no more than their line: the answers must not be far below.
  const bad = run.hosts.filter(({ state }) => state === 'failed' || state === 'unknown');
  const brief = bad.length > 0;
  return (
    <ul className={classes['hosts']} aria-label={words.hosts} data-several={bad.length > 1}>
      {foldHosts(run.hosts).map((group) => (
        <Fragment key={group.state}>
          {group.shown.map((host) => (
            <HostLine key={host.host} host={host} brief={brief && host.state === 'passed'} />
          ))}
          <Folded group={group} />
        </Fragment>
      ))}
    </ul>
  );
}

/** The others of their state by name, one press away. */
function Folded({ group: { state, shown, folded } }: { readonly group: HostGroup }) {
  const words = useTexts(hostTexts);
  const [first] = folded;
  if (first === undefined) return null;
  const names = folded.map(({ host }) => host).join(', ');
  return (
    <li className={classes['host']}>
      <details>
        <summary className={classes['folded']}>
          <IconChevronRight size={14} aria-hidden />
          <StateMark state={state} word still />
          <span>{words.folded(folded.length, shown.length > 0)}</span>
          <code className={classes['names']} title={names}>
            {names}
          </code>
        </summary>
        <ul className={classes['unfolded']}>
          {folded.map((host) => (
            <HostLine key={host.host} host={host} brief={host.state === 'passed'} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function HostLine({ host, brief }: { readonly host: HostState; readonly brief: boolean }) {
  const words = useTexts(stepTexts);
  const said = useSaid();
  const language = useSettings((settings) => settings.language);
  const last = host.attempts.at(-1);
  const ended = last?.ended;
  const lines = ended === undefined || brief ? [] : attemptLines(ended);
  const end = ended === undefined ? '' : endWords(ended.end, reportTexts(language));
  const why = host.decided === undefined ? said(ended?.why ?? '') : host.decided.reason;
  const bad = host.state === 'failed' || host.state === 'unknown' || host.state === 'owed';
  return (
    <li className={classes['host']} data-state={host.state}>
      <div className={classes['line']}>
        <StateMark state={host.state} word still />
        <code className={classes['name']}>{host.host === 'app' ? words.app : host.host}</code>
        {host.attempts.length > 1 ? <span>{`${words.attempt} ${host.attempts.length}`}</span> : null}
        {end === '' ? null : <span>{end}</span>}
        {ended?.leftRunning === true ? <span className={classes['warn']}>{words.leftRunning}</span> : null}
        <span className={classes['time']}>
          {last === undefined ? null : ended === undefined ? (
            <Since at={last.startedAt} />
          ) : (
            clockText(ended.durationMs)
          )}
        </span>
      </div>
      {why === '' || why === end ? null : <p className={bad ? classes['bad'] : classes['why']}>{why}</p>}
      {lines.length === 0 ? null : <Lines lines={lines} open={bad} label={words.output} />}
    </li>
  );
}

interface LinesProps {
  readonly lines: readonly { readonly text: string; readonly marked: boolean }[];
  readonly open: boolean;
  readonly label: string;
}

/** The end of the output, or only the lines that met the expectation where nothing is wrong. */
function Lines({ lines, open, label }: LinesProps) {
  const marked = lines.filter((line) => line.marked);
  const shown = open || marked.length === 0 ? lines.slice(-12) : marked;
  return (
    <pre ref={atItsEnd} className={classes['lines']} tabIndex={0} aria-label={label}>
      {shown.map(({ text, marked: met }, at) => (
        <span key={at} data-met={met}>
          {text}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

/** The last lines are those that tell why; of one that is longer than the box, its beginning. */
function atItsEnd(element: HTMLPreElement | null): void {
  const last = element?.lastElementChild;
  if (!(last instanceof HTMLElement)) return;
  const top = last.offsetTop - (element?.offsetTop ?? 0);
  element?.scrollTo({ top: Math.min(top, element.scrollHeight - element.clientHeight) });
}

function Since({ at }: { readonly at: string }) {
  return clockText(Math.max(0, useNow() - Date.parse(at)));
}
