import type { HostId, StepId } from '../../src-shared/base/ids.ts';
import type { HostWork } from '../../src-shared/plan/plan.ts';
import type { Person } from '../../src-shared/run/facts.ts';
import type { OpenTerminal } from '../app/open-run.ts';
import { choose, complain, orRefusal, type Dialogue } from './dialogue.ts';
import type { TerminalEnds } from './screen.ts';

/** Ctrl+], as telnet has it: no shell and no editor needs it. */
const leaveKey = '\u001d';

/** Gives the person a shell on a host of the step, until it ends or they press Ctrl+]. Its end is durable then. */
export async function workInTerminal(
  dialogue: Dialogue,
  step: StepId,
  hosts: readonly HostWork[],
  by: Person,
): Promise<void> {
  const host = await hostFor(dialogue, hosts);
  const { run, screen } = dialogue;
  screen.line(`  Opening a terminal on ${host}. Ctrl+] leaves it. Every line that you type there is recorded.`);
  await screen.passThrough(async (ends) => {
    const opened = await orRefusal(run.openTerminal({ host, step, by, columns: ends.columns, rows: ends.rows }));
    if ('refusal' in opened) {
      complain(dialogue, opened.refusal);
      return;
    }
    await connect(dialogue, run.terminal(opened.terminal), opened.recording, ends);
  });
}

async function hostFor(dialogue: Dialogue, hosts: readonly HostWork[]): Promise<HostId> {
  const [first] = hosts;
  if (first === undefined) throw new TypeError('A terminal step without a host does not wait for a person');
  if (hosts.length === 1) return first.host;
  const offers = Object.fromEntries(hosts.map(({ host }, at) => [String(at + 1), host]));
  const letter = await choose(dialogue, offers);
  return hosts[Number(letter) - 1]?.host ?? first.host;
}

/** Both directions, until the shell ends, the person leaves, or the run is interrupted. */
async function connect(
  { run, signal, interrupted }: Dialogue,
  terminal: OpenTerminal,
  recording: string,
  ends: TerminalEnds,
): Promise<void> {
  const over = new AbortController();
  const leave = (): void => {
    void terminal.close();
  };
  interrupted.addEventListener('abort', leave, { signal: over.signal });
  // Somebody in the middle of a command is told; what they have under their hands is not taken from them.
  signal.addEventListener(
    'abort',
    () => {
      if (!interrupted.aborted)
        void ends.show('\r\n\u001b[7m drillbook: STOP. A guard changed: press Ctrl+] and read. \u001b[0m\r\n');
    },
    { signal: over.signal },
  );
  ends.onTyped((text) => {
    const at = text.indexOf(leaveKey);
    if (at >= 0) leave();
    const sent = at < 0 ? text : text.slice(0, at);
    // What is typed behind the end is for nobody.
    if (sent !== '') void terminal.write(sent).catch(() => undefined);
  }, over.signal);
  ends.onResize((columns, rows) => {
    terminal.resize(columns, rows);
  }, over.signal);
  const showing = show(run.output.read(recording, 0, over.signal), ends);
  try {
    await Promise.all([terminal.ended(), showing]);
  } finally {
    over.abort('left');
  }
}

async function show(chunks: ReturnType<Dialogue['run']['output']['read']>, ends: TerminalEnds): Promise<void> {
  for await (const chunk of chunks) {
    if (chunk.kind === 'text') await ends.show(chunk.text);
    if (chunk.kind === 'gap')
      await ends.show(`\r\n[${chunk.to - chunk.from} characters are only in the recording]\r\n`);
  }
}
