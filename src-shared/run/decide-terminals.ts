import type { Command, Decision } from './commands.ts';
import { comesLater } from './decide-steps.ts';
import type { Fact } from './facts.ts';
import { activeSteps, hostsOf } from './plan-index.ts';
import type { RunState, TerminalState } from './state.ts';

const refuse = (refusal: string): Decision => ({ ok: false, refusal });

type OpenTerminal = Extract<Command, { readonly type: 'open-terminal' }>;

/** The terminals that have begun and not ended. */
export function openTerminals(state: RunState): readonly TerminalState[] {
  return state.terminals.filter((one) => one.closed === undefined);
}

/** RUN-42: a shell on a host, within its step while that waits for its person, elsewhere with a reason. */
export function openTerminal(state: RunState, command: OpenTerminal): Decision {
  const { host: id, by, step, reason, columns, rows } = command;
  const host = state.plan.inventory.hosts[id];
  if (host === undefined) return refuse(`The plan has no host ${id}.`);
  if (!host.login) return refuse(`The inventory says that ${host.name} has no login: there is nothing to open.`);
  const held = step === undefined ? withoutStep(command) : withinStep(state, command, step);
  if (held !== undefined) return held;
  const terminal = `t${state.terminals.length + 1}`;
  const place = step === undefined ? 'terminal' : step.replaceAll('/', '.').replaceAll('@', '.');
  const data = {
    terminal,
    host: id,
    by,
    ...(step === undefined ? {} : { step }),
    ...(reason === undefined || reason.trim() === '' ? {} : { reason }),
    recordingName: `${place}.${terminal}.${id}`,
    columns,
    rows,
  };
  return { ok: true, facts: [{ type: 'terminal-opened', data }] };
}

function withoutStep({ reason }: OpenTerminal): Decision | undefined {
  if (reason !== undefined && reason.trim() !== '') return undefined;
  return refuse('A terminal outside a terminal step is a deviation: say why it is needed.');
}

function withinStep(state: RunState, { host }: OpenTerminal, id: NonNullable<OpenTerminal['step']>) {
  const step = activeSteps(state).find((one) => one.id === id);
  const run = state.steps.get(id);
  if (step === undefined || run === undefined) return refuse(`${id} is not part of what runs now.`);
  if (step.action.kind !== 'terminal') return refuse(`${id} is no terminal step: open one beside it, with a reason.`);
  if (run.state !== 'needs-person') return refuse(`${id} is ${run.state}: its terminal is not open.`);
  if (!hostsOf(step).includes(host)) return refuse(`${id} does not work on ${host}.`);
  const broken = run.guards.find(({ result }) => result !== 'true');
  if (broken !== undefined && run.guardOverridden === undefined) {
    return refuse(`STOP: the guard ${broken.guard} does not hold now (${broken.detail}).`);
  }
  return comesLater(state, step);
}

/** RUN-44: whoever typed there was cut off; what was typed stands in the recording, as far as it was written. */
export function interruptedTerminals(state: RunState): readonly Fact[] {
  return openTerminals(state).map(({ terminal }) => ({
    type: 'terminal-closed',
    data: { terminal, end: { kind: 'interrupted' }, typed: [], typedLeftOut: 0, durationMs: 0 },
  }));
}
