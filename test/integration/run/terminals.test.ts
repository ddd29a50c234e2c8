import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { OpenRun } from '../../../src-main/app/open-run.ts';
import { readRecording } from '../../../src-main/app/output/read-recording.ts';
import type { TerminalState } from '../../../src-shared/run/state.ts';
import { begin, createSite, host, operator, quiet, seen, stepId, type Site } from './site.ts';

const sshdIsHere = existsSync('/usr/sbin/sshd');
if (!sshdIsHere) process.stderr.write('Skipped: terminals need openssh-server (/usr/sbin/sshd).\n');

let site: Site;
const open: OpenRun[] = [];

beforeAll(async () => {
  if (sshdIsHere) site = await createSite();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((run) => run.close()));
});
afterAll(async () => {
  if (sshdIsHere) await site.dispose();
});

const phases = `  - id: p
    title: P
    steps:
      - { id: look, title: Look, on: one, terminal: 'Look around.' }
`;
const size = { columns: 80, rows: 24, by: operator };
const confirm = (run: OpenRun) =>
  run.confirm({ type: 'confirm', step: stepId('p/look'), by: operator, answers: {}, evidence: [], scripted: false });

async function started(more?: string): Promise<OpenRun> {
  const run = await site.start(phases, more);
  open.push(run);
  return run;
}

/** Everything that a terminal has shown so far, and shows until `done`. */
async function shownUntil(run: OpenRun, recording: string, done: RegExp): Promise<string> {
  const leave = new AbortController();
  let text = '';
  for await (const chunk of run.output.read(recording, 0, leave.signal)) {
    if (chunk.kind === 'text') text += chunk.text;
    if (chunk.kind === 'closed' || done.test(text)) leave.abort();
  }
  return text;
}

const terminal = (run: OpenRun, at = 0): TerminalState | undefined => run.state.terminals[at];

test.skipIf(!sshdIsHere)(
  'RUN-42, RUN-43: a person works in a terminal step; what was typed is in the record',
  async () => {
    const run = await started();
    expect(seen(run, 'p/look')).toEqual(['needs-person', []]);
    const opened = await run.openTerminal({ ...size, host: host('a'), step: stepId('p/look') });
    expect(opened).toEqual({ terminal: 't1', recording: 'p.look.t1.a' });
    const shell = run.terminal('t1');
    await shownUntil(run, opened.recording, /\$ $/);
    await shell.write('PS1="ok> "\r');
    await shownUntil(run, opened.recording, /\nok> $/);
    for (const key of 'echo $((6*7))') await shell.write(key);
    await shell.write('\r');
    await shownUntil(run, opened.recording, /\n42\r\nok> $/);
    // As sudo asks: the echo is off while the password is typed.
    await shell.write('stty -echo; echo now; read -r secret; stty echo; echo "got ${#secret}"\r');
    await shownUntil(run, opened.recording, /\nnow\r\n$/);
    for (const key of 'hunter2') await shell.write(key);
    await shell.write('\r');
    await shownUntil(run, opened.recording, /got 7\r\nok> $/);
    await shell.write('exit 3\r');
    await shell.ended();
    expect(terminal(run)?.closed).toMatchObject({
      end: { kind: 'exit', code: 3 },
      typed: [
        { text: 'PS1="ok> "' },
        { text: 'echo $((6*7))' },
        { text: 'stty -echo; echo now; read -r secret; stty echo; echo "got ${#secret}"' },
        { text: '[not echoed, 7 characters]' },
        { text: 'exit 3' },
      ],
      typedLeftOut: 0,
    });
    expect(await confirm(run)).toMatchObject({ ok: true });
    expect([run.state.name, seen(run, 'p/look')]).toEqual(['completed', ['passed', []]]);
    const file = terminal(run)?.closed?.recording?.file ?? '';
    const { events } = await readRecording(join(run.folder, file), 0, 1_000);
    expect(events.filter(({ kind }) => kind === 'i').map(({ text }) => text)).toEqual([
      'PS1="ok> "\r',
      'echo $((6*7))\r',
      'stty -echo; echo now; read -r secret; stty echo; echo "got ${#secret}"\r',
      '[not echoed, 7 characters]\r',
      'exit 3\r',
    ]);
    expect(
      readFileSync(join(run.folder, file), 'utf8') + readFileSync(join(run.folder, 'journal.jsonl'), 'utf8'),
    ).not.toContain('hunter2');
  },
);

test.skipIf(!sshdIsHere)('a terminal closes with its step, one beside the steps before sealing', async () => {
  const run = await started();
  await run.openTerminal({ ...size, host: host('a'), step: stepId('p/look') });
  await run.openTerminal({ ...size, host: host('b'), reason: 'the log was asked for' });
  await expect(run.openTerminal({ ...size, host: host('b') })).rejects.toThrow('say why it is needed');
  await confirm(run);
  await run.terminal('t1').ended();
  expect(run.state.terminals.map(({ closed }) => closed?.end.kind)).toEqual(['closed', undefined]);
  await quiet(run);
  expect(await run.seal()).toMatchObject({ ok: true });
  expect(run.state.terminals.map(({ closed }) => closed?.end.kind)).toEqual(['closed', 'closed']);
  await expect(run.terminal('t1').write('x')).rejects.toMatchObject({ code: 'run.refused' });
});

test.skipIf(!sshdIsHere)('secrets of the run are masked, in what is shown as in what was typed', async () => {
  const run = await started(
    'parameters: { token: { type: secret, title: Token } }\nenv: { TOKEN: "{{ params.token }}" }',
  );
  const { recording } = await run.openTerminal({ ...size, host: host('a'), step: stepId('p/look') });
  await shownUntil(run, recording, /\$ $/);
  await run.terminal('t1').write("x='hunter2-hunter2'; echo [$x]\r");
  const text = await shownUntil(run, recording, /\[•+\]/);
  expect(text).not.toContain('hunter2-hunter2');
  await run.terminal('t1').close();
  expect(terminal(run)?.closed?.typed.map((one) => one.text)).toEqual(["x='••••••'; echo [$x]"]);
});

test.skipIf(!sshdIsHere)('a host that cannot be reached: the record says that no terminal came', async () => {
  const run = await started();
  await site.gates.a.shut();
  await expect(run.openTerminal({ ...size, host: host('a'), step: stepId('p/look') })).rejects.toMatchObject({
    code: 'ssh.refused',
  });
  await site.gates.a.open();
  expect(terminal(run)?.closed?.end).toMatchObject({ kind: 'not-opened', code: 'ssh.refused' });
  expect(seen(run, 'p/look')).toEqual(['needs-person', []]);
});

test.skipIf(!sshdIsHere)('RUN-44: what was open when the program ended is closed at the next session', async () => {
  const run = await site.prepare(phases);
  await begin(run);
  await run.openTerminal({ ...size, host: host('a'), step: stepId('p/look') });
  // As a crash leaves it: the lock and the journal, and nothing said of the end.
  site.gates.a.cut();
  await run.terminal('t1').ended();
  expect(terminal(run)?.closed?.end).toMatchObject({ kind: 'lost' });
  await run.openTerminal({ ...size, host: host('a'), step: stepId('p/look') });
  await run.close();
  const again = await site.app.openRun(run.folder);
  open.push(again);
  expect(again.state.terminals.map(({ closed }) => closed?.end.kind)).toEqual(['lost', 'closed']);
});
