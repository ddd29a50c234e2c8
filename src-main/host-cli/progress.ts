import { formatDuration } from '../../src-shared/runbook/duration.ts';
import { activeSteps } from '../../src-shared/run/plan-index.ts';
import { currentOutages } from '../../src-shared/run/probes-outage.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import type { RunState, StepRunState } from '../../src-shared/run/state.ts';
import { waitingFor } from '../../src-shared/run/waiting.ts';
import type { OpenRun } from '../app/open-run.ts';
import { factLine } from './fact-line.ts';
import { probeLine } from './probe-line.ts';
import type { Screen } from './screen.ts';
import { clockText, fit, harmless, oneLine, timeOfDay, toned, wrapped } from './terminal-text.ts';

/** How often the elapsed times are drawn anew, in milliseconds. */
const redrawMs = 1000;
const wordWidth = 12;
/** Cells before the text of a fact: its time and its word. */
const besideText = 8 + 2 + wordWidth + 1;
const cornerColumns = 80;

/** Shows a run while it goes on: a line for each fact that matters and, on a terminal, what is under way right now. */
export function showProgress(run: OpenRun, screen: Screen): Disposable {
  const print = (records: readonly JournalRecord[]): void => {
    const zone = run.state.created?.about.zone ?? 'UTC';
    for (const record of records) printFact(record, run.state, zone, screen);
  };
  // What opening the run has put into its record: attempts that became unknown.
  print(run.records.slice(run.records.findLastIndex(({ type }) => type === 'session-opened') + 1));
  const redraw = (): void => {
    if (screen.redraws) screen.live(liveLines(run.state, Date.now(), process.stdout.columns));
  };
  const subscription = run.onRecords((records) => {
    print(records);
    redraw();
  });
  const timer = screen.redraws ? setInterval(redraw, redrawMs) : undefined;
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer);
      void subscription.dispose();
      screen.live([]);
    },
  };
}

function printFact(record: JournalRecord, state: RunState, zone: string, screen: Screen): void {
  const shown = factLine(record) ?? probeLine(record, state);
  if (shown === undefined || (shown.quiet === true && screen.redraws)) return;
  const word = toned(shown.tone, shown.word.padEnd(wordWidth));
  const [first, ...rest] = wrapped(shown.text, screen.columns - besideText).split('\n');
  screen.line(`${timeOfDay(record.at, zone)}  ${word} ${first}`);
  for (const more of rest) screen.line(`${' '.repeat(besideText)}${more}`);
  for (const below of shown.below ?? []) {
    screen.line(wrapped(`${' '.repeat(10)}${harmless(below)}`, screen.columns));
  }
}

/** The state, each step under way with its time, and who is waited for; at most `columns` wide. */
function liveLines(state: RunState, now: number, columns: number): readonly string[] {
  if (state.startedAt === undefined || state.endedAt !== undefined) return [];
  const steps = activeSteps(state);
  const runs = steps.map((step) => state.steps.get(step.id));
  const open = new Set(['waiting', 'ready', 'running', 'needs-person', undefined]);
  const done = runs.filter((run) => !open.has(run?.state)).length;
  const width = Math.max(cornerColumns / 2, columns - 1);
  const sinceStart = clockText(now - Date.parse(state.startedAt));
  const head = toned('busy', fit(`${state.name} · ${done} of ${steps.length} steps · ${sinceStart}`, width));
  const running = steps.flatMap((step, at) => {
    const run = runs[at];
    if (run?.state !== 'running') return [];
    return [fit(`  running  ${step.id}  ${elapsed(run, step.timing.takesMs, now)}  ${oneLine(step.title)}`, width)];
  });
  const out = currentOutages(state, now).map(({ id, since, title }) =>
    toned('bad', fit(`  OUT      ${id}  ${clockText(now - Date.parse(since ?? ''))}  ${oneLine(title)}`, width)),
  );
  const waiting = waitingFor(state).map((item) => fit(`  waits    ${item.id}  ${item.kind} by the ${item.who}`, width));
  return [head, ...out, ...running, ...waiting];
}

/** `2:14 of ~2:00`. */
function elapsed(run: StepRunState, takesMs: number | undefined, now: number): string {
  const since = clockText(now - Date.parse(run.startedAt ?? new Date(now).toISOString()));
  return takesMs === undefined ? since : `${since} of ~${clockText(takesMs)}${late(run, takesMs, now)}`;
}

function late(run: StepRunState, takesMs: number, now: number): string {
  const over = now - Date.parse(run.startedAt ?? '') - takesMs;
  return over >= 1000 ? ` (late by ${formatDuration(Math.round(over / 1000) * 1000)})` : '';
}
