import { assertNever } from '../../src-shared/base/assert-never.ts';
import { asId, type StepId } from '../../src-shared/base/ids.ts';
import type { Decision } from '../../src-shared/run/commands.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import { askingOf, guardWords, openAsks } from '../app/answers/open-asks.ts';
import type { Ask, Respondent, Response } from '../app/answers/respondent.ts';
import { complain, orRefusal, WentBack, type Dialogue } from './dialogue.ts';
import { askSignature, askVerdict } from './prompt-forms.ts';
import { askAboutFailure, askAboutProblem, askAboutUnknown, askChoice, askConfirmation } from './prompt-steps.ts';
import { Unanswered, type Screen } from './screen.ts';

/** Asks the people at the prompt. A question whose ground is gone, or whose guard has become false, is taken back. */
export function createPromptRespondent(screen: Screen): Respondent {
  return {
    async respond(ask, run, signal) {
      const gone = new AbortController();
      const ground = groundOf(ask, run.state);
      const watch = run.onRecords((_, state) => {
        if (groundOf(ask, state) !== ground) gone.abort();
      });
      const dialogue: Dialogue = { run, screen, signal: AbortSignal.any([signal, gone.signal]), interrupted: signal };
      try {
        return await untilTaken(dialogue, ask);
      } catch (thrown) {
        if (!(thrown instanceof Unanswered)) throw thrown;
        // Taken back: what is open now is looked at afresh. Left by the person: it stays open.
        return gone.signal.aborted ? { kind: 'taken-back' } : { kind: 'none' };
      } finally {
        await watch.dispose();
      }
    },
  };
}

/** What a question stands on: that it is still asked, and how each guard of its step was judged last. */
function groundOf(ask: Ask, state: RunState): string {
  const asking = askingOf(ask, state);
  const open = openAsks(state, Date.now()).some((one) => askingOf(one, state) === asking);
  return [String(open), ...guardWords(state.steps.get(asId<StepId>(ask.id)))].join('\n');
}

/** A refusal is said, and the question put again: the person is still there. */
async function untilTaken(dialogue: Dialogue, ask: Ask): Promise<Response> {
  for (;;) {
    const decision = await takenOnce(dialogue, ask);
    if (decision === 'back') continue;
    if (decision === undefined) return { kind: 'none' };
    if (decision.ok) return { kind: 'answered' };
    complain(dialogue, decision.refusal);
  }
}

async function takenOnce(dialogue: Dialogue, ask: Ask): Promise<Decision | 'back' | undefined> {
  try {
    return await orRefusal(put(dialogue, ask));
  } catch (thrown) {
    if (thrown instanceof WentBack) return 'back';
    throw thrown;
  }
}

function put(dialogue: Dialogue, ask: Ask): Promise<Decision | undefined> {
  switch (ask.kind) {
    case 'confirm':
      return askConfirmation(dialogue, ask);
    case 'choose':
      return askChoice(dialogue, ask);
    case 'verdict':
    case 'retest':
      return askVerdict(dialogue, ask);
    case 'sign':
    case 'approval':
      return askSignature(dialogue, ask);
    case 'failure':
      return askAboutFailure(dialogue, ask);
    case 'unknown':
      return askAboutUnknown(dialogue, ask);
    case 'problem':
      return askAboutProblem(dialogue, ask);
    case 'preflight':
    case 'start':
    case 'continue':
    case 'owed':
      return Promise.resolve(undefined);
    default:
      return assertNever(ask.kind, 'kind of asking');
  }
}
