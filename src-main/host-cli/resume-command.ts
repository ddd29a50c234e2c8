import { preflightProblems } from '../../src-shared/run/preflight.ts';
import { decideUnknowns, type DriveOptions } from '../app/answers/drive.ts';
import type { OpenRun } from '../app/open-run.ts';
import { recordApart } from '../app/record-apart.ts';
import { asCalled } from './as-called.ts';
import type { ExitCode } from './exit-code.ts';
import { performRun, type PerformOptions, type RunFormat } from './perform-run.ts';
import { answersOf } from './run-command.ts';
import { givenSecrets } from './run-inputs.ts';
import { printRollbackPreview } from './rollback-preview.ts';
import { Unanswered, type Screen } from './screen.ts';
import { createSession, type Session } from './session.ts';
import { oneLine, toned } from './terminal-text.ts';

export interface ResumeOptions {
  readonly answers?: string;
  readonly secret: readonly string[];
  readonly yes: boolean;
  readonly seal: boolean;
  readonly format: RunFormat;
  readonly acceptNewHostKeys: boolean;
}

/** `drillbook resume`: goes on where the run stands. What was cut off in the middle is unknown, and is asked first. */
export async function resumeCommand(folder: string, options: ResumeOptions): Promise<ExitCode> {
  return withSession(options, async (session, perform) => {
    const before = await session.app.readRun(folder);
    if (before.state.name === 'sealed') return isSealed(session.screen, folder);
    const run = await session.app.openRun(folder);
    return performRun(run, {
      ...perform,
      before: async (open, driving) => {
        if (open.state.name === 'paused') await open.command({ type: 'continue', by: driving.operator });
        await lookAgain(open, driving);
        return true;
      },
    });
  });
}

/** Who comes back to a run that its preflight held has mended something: what was found then is not asked about again. */
async function lookAgain(run: OpenRun, { clock, signal }: DriveOptions): Promise<void> {
  const { state } = run;
  if (state.startedAt !== undefined || state.preflight.finishedAt === undefined) return;
  if (preflightProblems(state, clock.now()).length === 0) return;
  const decision = await run.command({ type: 'start-preflight' });
  if (decision.ok) await run.quiet(signal);
}

/** `drillbook rollback`: shows what would be undone, newest first, and undoes it once somebody agrees. */
export async function rollbackCommand(folder: string, options: ResumeOptions): Promise<ExitCode> {
  return withSession(options, async (session, perform) => {
    const before = await session.app.readRun(folder);
    if (before.state.name === 'sealed') return isSealed(session.screen, folder);
    const moving = before.state.name === 'running' || before.state.name === 'rolling-back';
    // Held first: opening a run lets it go on, and nothing may begin any more that is to be undone.
    if (moving && before.state.rollback === undefined) {
      await recordApart(folder, () => ({ type: 'pause', reason: 'a rollback is to be decided' }));
    }
    const run = await session.app.openRun(folder);
    return performRun(run, {
      ...perform,
      before: (open, driving) => beginRollback(open, driving, session.screen, options.yes),
    });
  });
}

function isSealed(screen: Screen, folder: string): ExitCode {
  const follow = asCalled(['run', 'RUNBOOK', '--inventory', 'INVENTORY', '--follow', folder]);
  screen.line(`This run is sealed. What comes now is a new run that follows it: ${follow}`);
  return 1;
}

async function withSession(
  options: ResumeOptions,
  act: (session: Session, perform: Omit<PerformOptions, 'before'>) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { seal, format, acceptNewHostKeys, yes: approve } = options;
  const secrets = givenSecrets(options.secret, process.env);
  const session = createSession({ secrets, acceptNewHostKeys, machine: format === 'jsonl' });
  const answers = await answersOf(options.answers, session.screen);
  if (answers === 'invalid') return 1;
  return act(session, { screen: session.screen, answers, approve, seal, format });
}

/** False: nobody agreed, nothing was undone. */
async function beginRollback(run: OpenRun, driving: DriveOptions, screen: Screen, yes: boolean): Promise<boolean> {
  if (run.state.rollback !== undefined) {
    if (run.state.name === 'paused') await run.command({ type: 'continue', by: driving.operator });
    return true;
  }
  await decideUnknowns(run, driving);
  printRollbackPreview(run.state, screen);
  if (!(await agreed(screen, yes))) return false;
  const decision = await run.command({ type: 'roll-back', by: driving.operator, reason: 'drillbook rollback' });
  if (!decision.ok) screen.line(`${toned('bad', 'not rolled back')}  ${oneLine(decision.refusal)}`);
  return decision.ok;
}

async function agreed(screen: Screen, yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (!screen.interactive) {
    screen.line('Nothing was undone: say --yes, or run this where it can ask.');
    return false;
  }
  try {
    return (await screen.ask('Type ROLL BACK to begin, Enter to leave it: ')) === 'ROLL BACK';
  } catch (thrown) {
    if (thrown instanceof Unanswered) return false;
    throw thrown;
  }
}
