import type { HostControl, ProgramCall, ProgramReply } from '../lab-system.ts';
import { enumServersBeside, roleOf } from './policyguru-site.ts';

/** What a capture needs to know of the site's ENUM servers. */
interface EnumStatus {
  /** Whether the SBC of the site sends requests to this server now. */
  isServed(host: string): boolean;
}

const enumInterface = 'eth2';
const probeInterface = 'bond0';

/**
 * `tcpdump -i INTERFACE [-c COUNT] …`: listens for `captureMs`, then ends as if somebody had stopped it. On ENUM servers it
 * shows the requests of the site's SBC, which counts them and sends each to the next server of those that it takes for alive.
 */
export async function captureTraffic(
  call: ProgramCall,
  control: HostControl,
  status: EnumStatus,
): Promise<ProgramReply> {
  const { host } = call;
  if (!call.asRoot) return { stderr: "tcpdump: You don't have permission to capture on that device\n", exit: 1 };
  const asked = call.args[call.args.indexOf('-i') + 1] ?? '';
  const known = roleOf(host) === 'enum' ? enumInterface : roleOf(host) === 'probe' ? probeInterface : '';
  if (asked !== known) return { stderr: `tcpdump: ${asked}: No such device exists\n`, exit: 1 };
  const began = control.now();
  await new Promise((resolve) => setTimeout(resolve, control.timings()['captureMs'] ?? 0));
  const packets = between(began, control.now(), control.timings()['requestMs'] ?? 1);
  const lines = roleOf(host) === 'probe' ? packets.map(sipLine) : enumRequests(host, packets, control, status);
  const most = Number(call.args[call.args.indexOf('-c') + 1]);
  const shown = call.args.includes('-c') ? lines.slice(0, most) : lines;
  return {
    stdout: shown.map((line) => `${line}\n`).join(''),
    stderr: `tcpdump: listening on ${asked}\n${shown.length} packets captured\n`,
    exit: 0,
  };
}

interface Packet {
  /** Counted since 1970: the same number means the same call, on whichever server. */
  readonly number: number;
  readonly at: number;
}

function between(from: number, to: number, everyMs: number): readonly Packet[] {
  const first = Math.ceil(from / everyMs);
  const count = Math.max(0, Math.ceil(to / everyMs) - first);
  return Array.from({ length: count }, (_, n) => ({ number: first + n, at: (first + n) * everyMs }));
}

function enumRequests(
  host: string,
  packets: readonly Packet[],
  control: HostControl,
  status: EnumStatus,
): readonly string[] {
  const served = enumServersBeside(host).filter((one) => status.isServed(one));
  const own = packets.filter(({ number }) => served.length > 0 && served[number % served.length] === host);
  return own.map(({ number, at }) => {
    const called = String(number % 10_000)
      .padStart(4, '0')
      .split('')
      .reverse()
      .join('.');
    return `${timeOf(at)} IP 192.0.2.9.40312 > ${control.address(host)}.53: ${number % 65_536}+ NAPTR? ${called}.5.5.5.e164.arpa. (40)`;
  });
}

function sipLine({ number, at }: Packet): string {
  return `${timeOf(at)} IP 192.0.2.9.5060 > 192.0.2.10.5060: SIP: INVITE sip:555${number % 10_000}@example.test SIP/2.0`;
}

function timeOf(at: number): string {
  return `${new Date(at).toISOString().slice(11, 23)}000`;
}
