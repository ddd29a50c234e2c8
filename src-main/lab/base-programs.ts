import { connect, isIP } from 'node:net';
import type { HostControl, ProgramCall, ProgramReply } from './lab-system.ts';

/** Where (address, port), as a host of the lab sees it, is on this machine; undefined: as it stands. */
export type Route = (address: string, port: number) => { readonly address: string; readonly port: number };

/** Programs of every simulated host. */
export const basePrograms: readonly string[] = [
  'hostname',
  'uname',
  'id',
  'whoami',
  'nc',
  'systemctl',
  'poweroff',
  'shutdown',
  'reboot',
  'halt',
];

/** Longest wait of `nc` without `-w`, in seconds; OpenBSD's waits for the kernel, far too long for practice. */
const ncWait = 10;

/** Runs a program of `basePrograms`; undefined for any other. `user` is the login of the lab. */
export async function runBaseProgram(
  call: ProgramCall,
  user: string,
  hosts: HostControl,
  route: Route,
): Promise<ProgramReply | undefined> {
  switch (call.program) {
    case 'hostname':
      return { stdout: `${call.host}\n`, exit: 0 };
    case 'uname':
      return { stdout: call.args.includes('-n') ? `${call.host}\n` : 'Linux\n', exit: 0 };
    case 'whoami':
      return { stdout: `${call.asRoot ? 'root' : user}\n`, exit: 0 };
    case 'id':
      return { stdout: identity(call, user), exit: 0 };
    case 'nc':
      return probe(call.args, route);
    case 'systemctl':
    case 'poweroff':
    case 'halt':
    case 'reboot':
    case 'shutdown':
      return changePower(call, hosts);
    default:
      return undefined;
  }
}

function identity(call: ProgramCall, user: string): string {
  const name = call.asRoot ? 'root' : user;
  const number = call.asRoot ? '0' : '1000';
  const flags = call.args.join('');
  if (flags.includes('n')) return `${name}\n`;
  if (flags.includes('u') || flags.includes('g')) return `${number}\n`;
  return `uid=${number}(${name}) gid=${number}(${name}) groups=${number}(${name})\n`;
}

function changePower(call: ProgramCall, hosts: HostControl): ProgramReply {
  const verb = call.program === 'systemctl' ? (call.args.find((arg) => !arg.startsWith('-')) ?? '') : call.program;
  const restart = verb === 'reboot' || (verb === 'shutdown' && call.args.includes('-r'));
  if (!restart && !['poweroff', 'halt', 'shutdown'].includes(verb)) {
    return { stderr: `${call.program} ${call.args.join(' ')}: not imitated by the practice lab\n`, exit: 1 };
  }
  // As logind answers a login without privilege: a forgotten sudo must fail here as it does outside.
  if (!call.asRoot) return { stderr: 'Call to PowerOff failed: Interactive authentication required.\n', exit: 1 };
  hosts.powerOff(call.host);
  if (restart) hosts.powerOn(call.host);
  return { exit: 0 };
}

/** `nc -z [-v] [-w SECONDS] HOST PORT`, with the words and exits of OpenBSD's. */
function probe(args: readonly string[], route: Route): Promise<ProgramReply> | ProgramReply {
  const words: string[] = [];
  let wait = ncWait;
  let flags = '';
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    const timed = /^-([a-z]*)w(\d*)$/.exec(arg);
    if (!arg.startsWith('-')) words.push(arg);
    else if (timed) [flags, wait] = [flags + (timed[1] ?? ''), Number(timed[2] === '' ? args[++index] : timed[2])];
    else flags += arg;
  }
  const [host = '', port = ''] = words;
  if (!flags.includes('z') || words.length !== 2 || !(Number(port) >= 1 && Number(port) <= 65_535) || !(wait > 0)) {
    return { stderr: 'nc: the practice lab imitates only: nc -z [-v] [-w SECONDS] HOST PORT\n', exit: 2 };
  }
  return tryConnect(host, Number(port), wait, flags.includes('v'), route);
}

function tryConnect(host: string, port: number, wait: number, verbose: boolean, route: Route): Promise<ProgramReply> {
  const to = route(host, port);
  // A name is shown with the address that it stands for.
  const whom = isIP(host) === 0 && isIP(to.address) !== 0 ? `${host} (${to.address})` : host;
  const target = `${whom} port ${String(port)} (tcp)`;
  return new Promise((resolve) => {
    const socket = connect({ host: to.address, port: to.port, timeout: wait * 1000 });
    const end = (exit: number, words: string): void => {
      socket.destroy();
      resolve({ stderr: verbose ? words : '', exit });
    };
    socket.once('connect', () => {
      end(0, `Connection to ${whom} ${String(port)} port [tcp/*] succeeded!\n`);
    });
    socket.once('timeout', () => {
      end(1, `nc: connect to ${target} timed out: Operation now in progress\n`);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const unknown = error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN';
      const why = error.code === 'ECONNREFUSED' ? 'Connection refused' : (error.code ?? error.message);
      const nobody = `nc: getaddrinfo for host "${host}" port ${String(port)}: Name or service not known\n`;
      end(1, unknown ? nobody : `nc: connect to ${target} failed: ${why}\n`);
    });
  });
}
