import { userInfo } from 'node:os';
import { asId, type RoleId } from '../../src-shared/base/ids.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import type { Person } from '../../src-shared/run/facts.ts';
import { probeOutages } from '../../src-shared/run/probes-outage.ts';
import { waitingFor } from '../../src-shared/run/waiting.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import { createAnswerRespondent } from '../app/answers/answer-respondent.ts';
import type { Answers } from '../app/answers/answers.ts';
import { drive, type DriveOptions } from '../app/answers/drive.ts';
import type { Ask, Respondent } from '../app/answers/respondent.ts';
import type { OpenRun } from '../app/open-run.ts';
import { outcomeOf } from '../app/run-status.ts';
import { systemClock } from '../app/system-clock.ts';
import { asCalled } from './as-called.ts';
import { askingHint } from './dialogue.ts';
import { exitCodeOf, type ExitCode } from './exit-code.ts';
import { createFlagRespondent } from './flag-respondent.ts';
import { handleInterrupts } from './interrupts.ts';
import { probeSummary } from './probe-line.ts';
import { showProgress } from './progress.ts';
import { createPromptRespondent } from './prompt-respondent.ts';
import { printRunHead } from './run-head.ts';
import type { Screen } from './screen.ts';
import { bold, fit, oneLine, toned, wrapped } from './terminal-text.ts';
import { verdictsOf } from './verdicts-line.ts';

/** Of what is open at the end, as much as tells which it is; instructions can be pages long. */
const mostCells = 240;

export type RunFormat = 'text' | 'jsonl';

export interface PerformOptions {
  readonly screen: Screen;
  readonly answers: Answers | undefined;
  /** `--yes` */
  readonly approve: boolean;
  readonly seal: boolean;
  readonly format: RunFormat;
  /** Before the run is driven, with those who answer and the signal of Ctrl+C; false: it is not driven. */
  readonly before?: (run: OpenRun, driving: DriveOptions) => Promise<boolean>;
}

/** Drives an open run as far as people take it, shows it, seals it where it is done, and closes it. */
export async function performRun(run: OpenRun, options: PerformOptions): Promise<ExitCode> {
  const { screen, format } = options;
  const say = (text: string): void => {
    screen.line(oneLine(text));
  };
  const operator = operatorOf(run);
  try {
    if (format === 'text') printRunHead(run, screen, options.approve && run.state.startedAt === undefined);
    using interrupts = handleInterrupts(run, operator, say);
    using _output = format === 'jsonl' ? writeRecords(run) : showProgress(run, screen);
    const driving: DriveOptions = {
      respondents: respondentsOf(options, operator),
      operator,
      clock: systemClock,
      signal: interrupts.signal,
      onRefused: (ask, text) => {
        screen.line(`${toned('bad', 'not taken')}  ${oneLine(`${ask.kind} of ${ask.id}: ${text}`)}`);
      },
    };
    if (asksPeople(options)) screen.line(wrapped(askingHint, screen.columns));
    const driven = options.before === undefined || (await options.before(run, driving));
    const open = driven ? await drive(run, driving) : [];
    await pauseIfStuck(run, open);
    const stands = exitCodeOf(run.state);
    // What somebody decided against is not done, and nothing that could still be decided otherwise is sealed away.
    const code = driven || stands !== 0 ? stands : 3;
    if (code === 0 && options.seal && run.state.name !== 'sealed') await sealNow(run, say);
    screen.live([]);
    printEnd(run, open, code, screen);
    return code;
  } finally {
    screen.close();
    await run.close();
  }
}

function operatorOf(run: OpenRun): Person {
  const role = asId<RoleId>('operator');
  return run.state.people[role] ?? { name: userInfo().username, role };
}

/** With a file of answers nobody is asked. */
function asksPeople({ answers, format, screen }: PerformOptions): boolean {
  return screen.interactive && answers === undefined && format === 'text';
}

/** A file speaks first, then the flag, then whoever sits there. */
function respondentsOf(options: PerformOptions, operator: Person): readonly Respondent[] {
  const { answers, approve, screen } = options;
  return [
    ...(answers === undefined ? [] : [createAnswerRespondent(answers, () => systemClock.now())]),
    ...(approve ? [createFlagRespondent(operator)] : []),
    ...(asksPeople(options) ? [createPromptRespondent(screen)] : []),
  ];
}

/** Each record on standard output as it becomes durable; the first line says where the run is. */
function writeRecords(run: OpenRun): Disposable {
  const write = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
  const writeAll = (records: readonly JournalRecord[]): void => {
    for (const record of records) write(record);
  };
  write({ runDir: run.folder });
  // Of a run that goes on, what this session adds.
  const session = run.records.findLastIndex(({ type }) => type === 'session-opened');
  const first = run.records.filter(({ type }) => type === 'session-opened').length === 1 ? 0 : session;
  writeAll(run.records.slice(Math.max(0, first)));
  const subscription = run.onRecords(writeAll);
  return { [Symbol.dispose]: () => void subscription.dispose() };
}

/** A failure or an unknown that nobody decides holds the run: its clocks say hold, and `resume` goes on from there. */
async function pauseIfStuck(run: OpenRun, open: readonly Ask[]): Promise<void> {
  const stuck = open.filter(({ kind }) => kind === 'failure' || kind === 'unknown');
  const moving = run.state.name === 'running' || run.state.name === 'rolling-back';
  if (!moving || stuck.length === 0) return;
  const ids = [...new Set(stuck.map(({ id }) => id))].join(', ');
  await run.command({ type: 'pause', reason: `nobody said what to do about ${ids}` });
}

async function sealNow(run: OpenRun, say: (text: string) => void): Promise<void> {
  const decision = await run.seal();
  if (!decision.ok) say(`Not sealed: ${decision.refusal}`);
}

function printEnd(run: OpenRun, open: readonly Ask[], code: ExitCode, screen: Screen): void {
  const { state } = run;
  const tone = code === 0 ? 'good' : code === 1 ? 'bad' : code === 4 ? 'doubt' : 'wait';
  screen.line('');
  screen.line(bold(toned(tone, oneLine(headline(state, code)))));
  const verdicts = verdictsOf(state);
  if (verdicts !== '') screen.line(verdicts);
  for (const probe of probeOutages(state)) if (probe.takes > 0) screen.line(probeSummary(probe));
  const needed = open.filter(({ optional, kind }) => !optional && kind !== 'continue' && kind !== 'start');
  for (const ask of code === 0 ? [] : needed) {
    const where = ask.host === undefined || ask.host === 'app' ? '' : ` on ${ask.host}`;
    const text = fit(oneLine(`${ask.kind} of ${ask.id}${where}. ${ask.text}`), mostCells);
    screen.line(wrapped(`  waits for the ${ask.who}: ${text}`, screen.columns, 2));
  }
  screen.line(`Run folder: ${run.folder}`);
  if (code === 3 || code === 4) screen.line(`Go on with: ${asCalled(['resume', run.folder])}`);
  else screen.line(`Report:     ${asCalled(['report', run.folder])}`);
}

/** What became of it; of a run that is open, that why nothing happens by itself. */
function headline(state: RunState, code: ExitCode): string {
  const outcome = outcomeOf(state);
  if (outcome !== null) return outcome;
  const open = waitingFor(state).filter(({ optional }) => !optional);
  const owedOnly = open.length > 0 && open.every(({ kind }) => kind === 'owed');
  const waits =
    code === 4 ? 'an unknown is undecided' : owedOnly ? 'waits for a host that owes something' : 'waits for people';
  return state.name === 'paused' ? `paused: ${state.why}` : `${state.name}: ${waits}`;
}
