import { asId, type StepId } from '../../src-shared/base/ids.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import { runStatus, type ProbeStatus, type RunStatus } from '../app/run-status.ts';
import { exitCodeOf, type ExitCode } from './exit-code.ts';
import { createSession } from './session.ts';
import type { Screen } from './screen.ts';
import { bold, clockText, oneLine, toned, type Tone } from './terminal-text.ts';

const tones: Readonly<Record<string, Tone>> = {
  passed: 'good',
  undone: 'good',
  failed: 'bad',
  unknown: 'doubt',
  owed: 'wait',
  'needs-person': 'wait',
  running: 'busy',
};

/** `drillbook status`: reads a run without touching it, also while another Drillbook drives it. Exits as that one would. */
export async function statusCommand(folder: string, format: 'text' | 'json'): Promise<ExitCode> {
  const { app, screen } = createSession({ secrets: new Map(), acceptNewHostKeys: false, machine: false });
  const { state, planHash, tornBytes } = await app.readRun(folder);
  const status = runStatus(state, planHash, Date.now());
  if (format === 'json') process.stdout.write(`${JSON.stringify(status, undefined, 2)}\n`);
  else printStatus(screen, status, state, tornBytes);
  return exitCodeOf(state);
}

function printStatus(screen: Screen, status: RunStatus, state: RunState, tornBytes: number): void {
  const { runbook } = state.plan;
  screen.line(bold(oneLine(`${runbook.title} ${runbook.version}`)));
  screen.line(`${status.mode.toUpperCase()}  ${status.state}  ${oneLine(status.outcome ?? state.why)}`);
  screen.line(`plan ${status.planHash.slice(0, 12)}  head ${status.head.slice(0, 12)}  ${state.seq} records`);
  if (tornBytes > 0)
    screen.line(`${tornBytes} bytes after the last whole record: another Drillbook writes, or a crash.`);
  screen.line('');
  for (const [id, step] of Object.entries(status.steps)) {
    // A rollback that nobody has asked for is no part of where the run stands.
    if (state.rollback === undefined && id.startsWith('rollback/')) continue;
    const why = oneLine(state.steps.get(asId<StepId>(id))?.why ?? '');
    screen.line(`${toned(tones[step.state] ?? 'calm', step.state.padEnd(14))} ${id}${why === '' ? '' : `  ${why}`}`);
  }
  for (const [id, form] of Object.entries(status.forms)) {
    const verdicts = Object.values(form.cases);
    const given = verdicts.filter((one) => one !== null).length;
    const signed = Object.entries(form.signed).map(([role, word]) => `${role} ${word}`);
    screen.line(`form ${id}: ${given} of ${verdicts.length} verdicts; ${signed.join(', ')}`);
  }
  for (const [id, probe] of Object.entries(status.probes ?? {})) printProbe(screen, id, probe);
  if (status.waitingFor.length > 0) screen.line('');
  for (const { id, kind, who } of status.waitingFor) screen.line(`waits for the ${who}: ${kind} ${id}`);
}

function printProbe(screen: Screen, id: string, probe: ProbeStatus): void {
  const tone = { up: 'good', down: 'bad', 'not-measured': 'doubt', 'not-started': 'calm' } as const;
  const { length } = probe.outages;
  const time = (seconds: number): string => clockText(seconds * 1000);
  const outages =
    length === 0
      ? `no outage in ${time(probe.measuredSeconds)} measured`
      : `${length} ${length === 1 ? 'outage' : 'outages'}, longest ${time(probe.longestSeconds)}, together ${time(probe.totalSeconds)}`;
  const blind = probe.notMeasuredSeconds > 0 ? `, ${time(probe.notMeasuredSeconds)} not measured` : '';
  screen.line(`${toned(tone[probe.state], probe.state.padEnd(14))} probe ${id}  ${outages}${blind}`);
}
