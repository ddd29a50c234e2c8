import { asId, type StepId } from '../../src-shared/base/ids.ts';
import { probeOutages } from '../../src-shared/run/probes-outage.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import { isDriven } from '../app/read-run.ts';
import { runStatus, type RunStatus } from '../app/run-status.ts';
import { asCalled } from './as-called.ts';
import { exitCodeOf, type ExitCode } from './exit-code.ts';
import { probeSummary } from './probe-line.ts';
import { createSession } from './session.ts';
import type { Screen } from './screen.ts';
import { bold, oneLine, toned, type Tone } from './terminal-text.ts';

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
  const { state, planHash, tornBytes, folder: shown } = await app.readRun(folder);
  const now = Date.now();
  const status = runStatus(state, planHash, now);
  if (format === 'json') process.stdout.write(`${JSON.stringify(status, undefined, 2)}\n`);
  else {
    printStatus(screen, status, state, tornBytes, now);
    // “running” alone would let somebody wait for a program that has died.
    if (await isDriven(folder)) screen.line('A Drillbook drives this run now.');
    else if (state.endedAt === undefined)
      screen.line(`Nobody drives this run now. Go on with: ${asCalled(['resume', shown])}`);
  }
  return exitCodeOf(state);
}

function printStatus(screen: Screen, status: RunStatus, state: RunState, tornBytes: number, now: number): void {
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
  for (const probe of probeOutages(state, now)) screen.line(probeSummary(probe));
  if (status.waitingFor.length > 0) screen.line('');
  for (const { id, kind, who } of status.waitingFor) screen.line(`waits for the ${who}: ${kind} ${id}`);
}
