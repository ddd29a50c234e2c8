import { lookAround } from '../app/look-around.ts';
import { version } from '../app/version.ts';
import type { ExitCode } from './exit-code.ts';
import { createSession } from './session.ts';
import { oneLine, toned } from './terminal-text.ts';

/** `drillbook doctor`: what would keep a run from working on this machine. Exit 1 where something would. */
export async function doctorCommand(): Promise<ExitCode> {
  const { app, screen } = createSession({ secrets: new Map(), acceptNewHostKeys: false, machine: false });
  const findings = await lookAround(app);
  screen.line(`drillbook ${version}`);
  for (const { name, is, text } of findings) {
    const word = toned(is === 'ok' ? 'good' : is === 'note' ? 'wait' : 'bad', is.padEnd(8));
    screen.line(`${word} ${name.padEnd(14)} ${oneLine(text)}`);
  }
  return findings.some(({ is }) => is === 'problem') ? 1 : 0;
}
