import { createSocket } from 'node:dgram';
import { connect, isIP, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { connect as connectTls } from 'node:tls';
import { messageOf } from '../../../src-shared/base/drill-error.ts';
import { syslogFacilities, syslogSeverities } from '../../../src-shared/runbook/steps/notify-words.ts';
import { reached, trusted, worded, type Delivery, type Letter } from './letter.ts';

const connectMs = 10_000;
/** How long a collector is given to take the message and to hang up after it. */
const closeMs = 3_000;

/** Sends one message of RFC 5424. Syslog has no receipt: what is known is that it left. */
export async function sendSyslog(letter: Letter<'syslog'>): Promise<Delivery> {
  const { message, say } = letter;
  const { address, port } = reached(message.server, letter.host);
  const line = syslogLine(letter, new Date(letter.clock.now()), hostname());
  await say(line);
  const where = `${address}:${port}`;
  if (message.transport === 'udp') return sendDatagram(Buffer.from(line), address, port, letter.signal);
  let sent = false;
  try {
    const socket = await open(letter, address, port);
    // RFC 6587, octet counting: a line end in the text is no end of the message.
    const bytes = Buffer.from(line);
    sent = true;
    await finish(socket, Buffer.concat([Buffer.from(`${bytes.length} `), bytes]));
    return {
      outcome: 'passed',
      why: `sent to ${where} by ${message.transport.toUpperCase()}; syslog gives no receipt`,
    };
  } catch (thrown) {
    const said = `${where}: ${messageOf(thrown)}`;
    return sent
      ? { outcome: 'unknown', why: `whether it arrived was not seen: ${said}` }
      : { outcome: 'failed', why: `nothing was sent to ${said}` };
  }
}

/** `<133>1 2026-11-21T09:30:00.000Z jump drillbook 4711 notify [drill@32473 run="…" step="…"] text` with a mark of UTF-8. */
function syslogLine({ message, values, run, step }: Letter<'syslog'>, at: Date, host: string): string {
  const code = syslogFacilities.indexOf(message.facility) * 8 + syslogSeverities.indexOf(message.severity);
  const escaped = (text: string): string => text.replaceAll(/["\\\]]/g, (sign) => `\\${sign}`);
  const name = host.replaceAll(/[^!-~]/g, '').slice(0, 255) || '-';
  // 32473 is the number that RFC 5612 keeps for examples: this program has none of its own.
  const data = `[drill@32473 run="${escaped(run)}" step="${escaped(step)}"]`;
  return `<${code}>1 ${at.toISOString()} ${name} drillbook ${process.pid} notify ${data} \uFEFF${worded(values, 'text')}`;
}

function sendDatagram(bytes: Buffer, address: string, port: number, signal: AbortSignal): Promise<Delivery> {
  const socket = createSocket({ type: isIP(address) === 6 ? 'udp6' : 'udp4', signal });
  return new Promise((resolve) => {
    const end = (delivery: Delivery): void => {
      resolve(delivery);
      if (!signal.aborted) socket.close();
    };
    const failed = (thrown: unknown): void => {
      end({ outcome: 'failed', why: `nothing was sent to ${address}:${port}: ${messageOf(thrown)}` });
    };
    socket.once('error', failed);
    socket.send(bytes, port, address, (error) => {
      if (error === null) end({ outcome: 'passed', why: `sent to ${address}:${port} by UDP; syslog gives no receipt` });
      else failed(error);
    });
  });
}

function open({ message, signal }: Letter<'syslog'>, host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const tls = message.transport === 'tls';
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = tls ? connectTls({ host, port, ...name, ...trusted(message.ca) }) : connect({ host, port });
    const failed = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    const stopped = (): void => {
      failed(signal.reason as Error);
    };
    socket.setTimeout(connectMs, () => {
      failed(new Error(`no answer within ${connectMs / 1000} s`));
    });
    socket.once('error', failed);
    signal.addEventListener('abort', stopped, { once: true });
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      socket.setTimeout(0);
      signal.removeEventListener('abort', stopped);
      resolve(socket);
    });
  });
}

/** Sent to the last byte, and hung up by us; a reset meanwhile means that somebody did not want it. */
function finish(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.removeAllListeners('error');
    socket.once('error', reject);
    socket.once('close', () => {
      resolve();
    });
    socket.resume();
    socket.end(bytes, () => {
      socket.setTimeout(closeMs, () => {
        resolve();
        socket.destroy();
      });
    });
  });
}
