import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { Clock, ScriptRequest } from '../engine/ports.ts';
import type { Connection } from './connection.ts';
import { converse } from './conversation.ts';
import type { EnvValue } from './remote-attempt.ts';
import { posixAttempt, terminalFile, writeFileScript } from './remote-attempt.ts';

/**
 * A terminal echoes and cooks its input, so that a script cannot go that way: it is first written, without a terminal, to
 * a 0700 file that removes itself when it starts. If the link goes between the two, the file stays behind, unreadable to
 * others. Throws DrillError; nothing of the script ran.
 */
export async function placeTerminalFile(
  connection: Connection,
  request: ScriptRequest,
  clock: Clock,
): Promise<{ readonly command: string; readonly mark: string; readonly discard: () => Promise<void> }> {
  const { content, mark } = terminalFile(request.script, request.env);
  const { code, stdout, stderr } = await ask(connection, writeFileScript(content), {}, request.signal, clock);
  const path = stdout.trim();
  // It goes into a command line that any login shell reads.
  if (code !== 0 || !/^\/[\w./+-]+\/run$/.test(path)) {
    throw new DrillError(
      'ssh.no-temporary-file',
      `${request.host.name} could not keep the script's file: ${stderr.trim() || path || 'no answer'}`,
    );
  }
  return {
    command: `exec /bin/sh ${path}`,
    mark,
    discard: async () => {
      const limit = new AbortController();
      // Best effort: the result of the script is what counts, and its file can be read by nobody else.
      await ask(connection, 'rm -f -- "$F"; rmdir -- "${F%/*}"', { F: path }, limit.signal, clock).catch(
        () => undefined,
      );
    },
  };
}

async function ask(
  connection: Connection,
  script: EnvValue,
  env: Readonly<Record<string, EnvValue>>,
  signal: AbortSignal,
  clock: Clock,
): Promise<{ readonly code: number | undefined; readonly stdout: string; readonly stderr: string }> {
  const attempt = posixAttempt(script, env);
  const channel = await connection.open(attempt.command, false, signal);
  const output = { stdout: '', stderr: '' };
  const talk = converse(channel, {
    mark: attempt.mark,
    tty: false,
    clock,
    drainMs: 1000,
    onOutput: (stream, bytes) => {
      if (output[stream].length < 4096) output[stream] += Buffer.from(bytes).toString();
    },
  });
  channel.end(attempt.input);
  await Promise.race([talk.closed, talk.drained]);
  channel.close();
  return { code: talk.exit?.kind === 'exit' ? talk.exit.code : undefined, ...output };
}
