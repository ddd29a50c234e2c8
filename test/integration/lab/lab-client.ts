import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type Client, type ClientChannel, type ConnectConfig } from 'ssh2';
import { createLab, type Lab, type LabHostInfo, type LabOptions } from '../../../src-main/lab/create-lab.ts';

export interface TestLab {
  readonly lab: Lab;
  readonly end: () => Promise<void>;
}

/** A lab on free addresses, with short times and a folder of its own; both go with `end`. */
export async function labForTest(options: Partial<LabOptions> = {}): Promise<TestLab> {
  const folder = await mkdtemp(join(tmpdir(), 'drillbook-lab-test-'));
  const timings = { powerOffMs: 50, bootMs: 100, phonesMs: 200 };
  const lab = await createLab({ folder, ports: 'free', timings, ...options });
  const end = async (): Promise<void> => {
    await lab.dispose();
    await rm(folder, { recursive: true, force: true });
  };
  return { lab, end };
}

export function hostOf(lab: Lab, id: string): LabHostInfo {
  const host = lab.hosts.find((one) => one.id === id);
  if (!host) throw new Error(`no host ${id}`);
  return host;
}

/** A logged-in ssh2 client. Rejects with ssh2's error, `host key differs` in its text where the key is another one. */
export function login(host: LabHostInfo, options: Partial<ConnectConfig> = {}): Promise<Client> {
  const client = new ssh2.Client();
  const [, expected] = host.hostKey.split(' ');
  return new Promise((resolve, reject) => {
    client.once('ready', () => {
      resolve(client);
    });
    // It stays: a link that is cut later is an error, too, and each test sees that by its own means.
    client.on('error', reject);
    client.connect({
      host: host.address,
      port: host.port,
      username: host.user,
      privateKey: readFileSync(host.keyFile),
      hostVerifier: (key: Buffer) => key.toString('base64') === expected,
      ...options,
    });
  });
}

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit status; `undefined`: none was seen. */
  readonly exit?: number | undefined;
  readonly signal?: string;
}

export function open(
  client: Client,
  command: string,
  options: { readonly pty?: boolean } = {},
): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    client.exec(command, { pty: options.pty ?? false }, (error, channel) => {
      if (error) reject(error);
      else resolve(channel);
    });
  });
}

/** Sends `input`, ends it, and waits for the channel's close. */
export function ended(channel: ClientChannel, input = ''): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  let end: { exit?: number; signal?: string } = {};
  channel.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  channel.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  channel.on('exit', (code: number | null, signal?: string) => {
    end = code === null ? { signal: signal ?? '' } : { exit: code };
  });
  return new Promise((resolve) => {
    channel.on('close', () => {
      resolve({ stdout, stderr, ...end });
    });
    channel.end(input);
  });
}

/** Runs a script as Drillbook does: `/bin/sh -s` with the script on standard input. */
export async function script(client: Client, text: string): Promise<Ended> {
  return ended(await open(client, 'exec /bin/sh -s'), `{ ${text}\nexit; }\n`);
}

/** `open` or the error code of a TCP connection from this process. */
export function tcp(address: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectTcp(port, address);
    socket.once('connect', () => {
      socket.destroy();
      resolve('open');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
  });
}

/** Asks every 10 ms until it is so; the test's own timeout ends the waiting. */
export async function until(question: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await question())) await new Promise((resolve) => setTimeout(resolve, 10));
}
