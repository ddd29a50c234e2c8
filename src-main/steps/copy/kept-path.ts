import { createHash } from 'node:crypto';

/** Bytes of a file name that every file system takes, with room for an ending of ours. */
const nameBytes = 240;

/** Where the file that an attempt replaces stays: beside it, under a name that says whose it is. */
export function keptPath(path: string, run: string, step: string, attempt: number): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const plain = `drillbook-${run}-${step.replaceAll(/[^A-Za-z0-9_-]+/g, '.')}-${attempt}`;
  const fits = Buffer.byteLength(`${name}.${plain}`) <= nameBytes;
  const short = `drillbook-${createHash('sha256').update(`${run} ${step}`).digest('hex').slice(0, 16)}-${attempt}`;
  return `${path}.${fits ? plain : short}`;
}
