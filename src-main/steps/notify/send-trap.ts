import { isIPv6 } from 'node:net';
import snmp from 'net-snmp';
import { messageOf } from '../../../src-shared/base/drill-error.ts';
import type { SnmpHash } from '../../../src-shared/runbook/steps/notify-words.ts';
import { reached, worded, type Delivery, type Letter } from './letter.ts';

/** Of an inform: one try, and how many more. */
const answerMs = 3_000;
const retries = 3;

/** Sends a trap, or an inform, which is acknowledged. */
export async function sendTrap(letter: Letter<'snmp'>): Promise<Delivery> {
  const { message, values, signal, say } = letter;
  const { address, port } = reached(message.server, letter.host);
  const text = worded(values, 'text');
  const where = `${address}:${port}`;
  await say(`${message.oid} to ${where}: ${text}`);
  const session = openSession(letter, address, port);
  try {
    await new Promise<void>((resolve, reject) => {
      session.on('error', reject);
      const stopped = (): void => {
        reject(signal.reason as Error);
      };
      if (signal.aborted) stopped();
      signal.addEventListener('abort', stopped, { once: true });
      const variables = [{ oid: `${message.oid}.1`, type: snmp.ObjectType.OctetString, value: text }];
      const done = (error: Error | null | undefined): void => {
        if (error === null || error === undefined) resolve();
        else reject(error);
      };
      if (message.inform) session.inform(message.oid, variables, done);
      else session.trap(message.oid, variables, done);
    });
    const receipt = message.inform ? `acknowledged by ${where}` : `sent to ${where}; a trap gives no receipt`;
    return { outcome: 'passed', why: receipt };
  } catch (thrown) {
    const said = `${where}: ${messageOf(thrown)}`;
    // An inform without an answer may well have arrived: only its receipt is missing.
    return message.inform
      ? { outcome: 'unknown', why: `no receipt came from ${said}` }
      : { outcome: 'failed', why: `nothing was sent to ${said}` };
  } finally {
    session.close();
  }
}

const hashes: Readonly<Record<SnmpHash, snmp.AuthProtocols>> = {
  sha: snmp.AuthProtocols.sha,
  sha224: snmp.AuthProtocols.sha224,
  sha256: snmp.AuthProtocols.sha256,
  sha384: snmp.AuthProtocols.sha384,
  sha512: snmp.AuthProtocols.sha512,
};

function openSession({ message, values }: Letter<'snmp'>, address: string, trapPort: number): snmp.Session {
  const options = {
    trapPort,
    // An inform is a request like any other to this library.
    port: trapPort,
    timeout: answerMs,
    retries,
    transport: isIPv6(address) ? ('udp6' as const) : ('udp4' as const),
  };
  const { v3 } = message;
  if (v3 === undefined) {
    return snmp.createSession(address, values['community'] ?? 'public', { ...options, version: snmp.Version2c });
  }
  const user = {
    name: v3.user,
    level: snmp.SecurityLevel.authPriv,
    authProtocol: hashes[v3.hash],
    authKey: values['auth'] ?? '',
    privProtocol: snmp.PrivProtocols.aes,
    privKey: values['privacy'] ?? '',
  };
  return snmp.createV3Session(address, user, { ...options, engineID: v3.engine, context: '' });
}
