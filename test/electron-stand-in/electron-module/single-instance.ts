import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { dirname } from 'node:path';

/** What a second start tells the first. */
export interface SecondStart {
  readonly argv: string[];
  readonly cwd: string;
  readonly data: unknown;
}

/** Ends with 0 once the first instance has taken the text; a child, because Electron's call answers at once. */
const teller = `
  const socket = require('net').connect(process.argv[1], () => socket.end(process.argv[2]));
  socket.on('error', () => process.exit(1)).on('close', () => process.exit(0));
`;

/** The lock of one user-data folder: a socket in it. Undefined when another instance holds it and was told of us. */
export function takeSingleInstance(
  socket: string,
  told: SecondStart,
  onSecond: (start: SecondStart) => void,
): Server | undefined {
  mkdirSync(dirname(socket), { recursive: true });
  const { status } = spawnSync(process.execPath, ['-e', teller, socket, JSON.stringify(told)]);
  if (status === 0) return undefined;
  // Nobody listens: the socket is a dead instance's.
  rmSync(socket, { force: true });
  process.on('exit', () => {
    rmSync(socket, { force: true });
  });
  return createServer((connection) => {
    let text = '';
    connection
      .setEncoding('utf8')
      .on('data', (part: string) => (text += part))
      .on('end', () => {
        onSecond(JSON.parse(text) as SecondStart);
      })
      .on('error', () => undefined);
  }).listen(socket);
}
