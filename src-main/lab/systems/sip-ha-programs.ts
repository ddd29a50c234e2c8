import type { HostControl, ProgramCall, ProgramReply } from '../lab-system.ts';
import { otherOf, type Side, type SipHaPair } from './sip-ha-pair.ts';

/** The product's command, and what runbooks look at beside it. */
export const sipHaPrograms: readonly string[] = [
  ...['sip-ha', 'asterisk', 'mysql', 'rsync', 'nmap', 'ssh', 'vsftpd', 'crontab'],
];

const head = 'KCCVoIP High Availability Routines for Asterisk';

/** Runs a program of `sipHaPrograms`, and `systemctl` for Asterisk; undefined for anything else. */
export function runSipHaProgram(call: ProgramCall, pair: SipHaPair, control: HostControl): ProgramReply | undefined {
  const side: Side = call.host === 'pbx-slave' ? 'slave' : 'master';
  switch (call.program) {
    case 'sip-ha':
      return sipHa(call.args, side, pair, control);
    case 'asterisk':
      return asterisk(call.args, side, pair);
    case 'systemctl':
      return service(call, side, pair);
    case 'mysql':
      return mysql(call.args, side, pair);
    case 'rsync':
      return rsync(call.args, side, pair);
    case 'nmap':
      return says('Nmap version 7.93');
    case 'ssh':
    case 'vsftpd':
    case 'crontab':
      return says(call.program);
    default:
      return undefined;
  }
}

/** `sip-ha -v | -f | -d | -c | -l | -?`, with the words that the document shows. */
function sipHa(args: readonly string[], side: Side, pair: SipHaPair, control: HostControl): ProgramReply {
  const address = control.address('service');
  switch (args[0]) {
    case '-v':
      return verify(side, pair, control);
    case '-f':
      // What the product says where nothing is active is not in the document: these words are the lab's.
      return pair.release(side)
        ? says(head, `active service stopped on this server for ${address}`, 'services stop')
        : { stderr: 'practice lab: no active service on this server, nothing to stop\n', exit: 1 };
    case '-d':
      pair.disable(side);
      return says(head, `active service stopped on this server for ${address}`, 'services stop');
    case '-c':
      return says(head, `sip-ha copied to ${control.address(`pbx-${otherOf(side)}`)}`);
    case '-l':
      return says(head, 'logging enabled');
    default:
      return says(
        'help: sip-ha script options',
        '-l log to the file as well',
        '-v print the state of this server',
        '-c give this sip-ha to the other one',
        '-d take the services of this one out',
        '-f fail over by hand',
        '-? this list',
      );
  }
}

function verify(side: Side, pair: SipHaPair, control: HostControl): ProgramReply {
  const address = control.address('service');
  const isMaster = side === 'master';
  return says(
    head,
    '-v verify information:',
    `master value : ${isMaster ? '1 - this server is MASTER' : '0 - this server is SLAVE'}`,
    `master server is : ${control.address('pbx-master')} management`,
    `slave server is : ${control.address('pbx-slave')} management`,
    `interface : ${isMaster ? 'eth0' : 'eth1'} physical`,
    `timestamp : ${stamp(new Date(pair.lastCheck()))}`,
    `service address : ${address} controlled by kccvoip SIP-HA`,
    ...stateLines(side, pair, control),
  );
}

/**
 * The state of one server in the document's words. What a SLAVE says that became active is lost there (a picture): the
 * lab says it in the words of the active MASTER, and so do the runbooks, by a parameter, until a site has looked.
 */
function stateLines(side: Side, pair: SipHaPair, control: HostControl): readonly string[] {
  if (pair.isStrange(side)) return ['SERVICE STATE 7 - CONSULT THE LOG'];
  const address = control.address('service');
  const other = control.address(`pbx-${otherOf(side)}`);
  const role = side === 'master' ? 'MASTER' : 'SLAVE';
  if (!pair.serves(side)) {
    return [
      `not active for services on this server for ${address}`,
      'one of the services on this server needs attention',
      'SERVICE DOWN LOCALLY',
    ];
  }
  if (!pair.claims(side)) return [`ACTIVE SERVICES ON OTHER SERVER - this server is ${role}`];
  return [
    `ACTIVE SERVICES ON THIS SERVER - this server is ${role}`,
    ...(side === 'master' ? ['- NOW IN NORMAL STATE -'] : []),
    `SIP-HA will replicate local files to ${other}`,
  ];
}

/** `02/17/2014-11:36:56`, in the local time of the machine, as the document shows it. */
function stamp(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${two(date.getMonth() + 1)}/${two(date.getDate())}/${String(date.getFullYear())}`;
  return `${day}-${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** `asterisk -rx COMMAND`: uptime, channels and contacts are known. */
function asterisk(args: readonly string[], side: Side, pair: SipHaPair): ProgramReply {
  if (!pair.runsEngine(side)) {
    const words = 'Unable to connect to remote asterisk (does /var/run/asterisk/asterisk.ctl exist?)\n';
    return { stderr: words, exit: 1 };
  }
  const command = args.join(' ').replace(/^-r?x\s*/, '');
  if (command.startsWith('core show uptime')) return says('System uptime: 12 weeks, 3 days', 'Last reload: 2 days');
  if (command.startsWith('core show channels')) return says('0 active channels', '0 active calls');
  if (/show (peers|contacts)/.test(command)) {
    const { phones, softphones } = pair.holders().includes(side) ? pair.contacts() : { phones: 0, softphones: 0 };
    const lines = (kind: string, count: number): readonly string[] =>
      Array.from({ length: count }, (_none, at) => `  Contact: ${kind}-${String(at + 1)} Avail`);
    const all = [...lines('phone', phones), ...lines('softphone', softphones)];
    return says(...all, `Objects found: ${String(all.length)}`);
  }
  return { stderr: `No such command '${command}' (the practice lab does not imitate it)\n`, exit: 1 };
}

function service({ args, asRoot }: ProgramCall, side: Side, pair: SipHaPair): ProgramReply | undefined {
  const [verb = '', unit = ''] = args.filter((arg) => !arg.startsWith('-'));
  if (!unit.startsWith('asterisk')) return undefined;
  if (verb === 'is-active') {
    const runs = pair.runsEngine(side);
    return { stdout: runs ? 'active\n' : 'inactive\n', exit: runs ? 0 : 3 };
  }
  if (verb !== 'start' && verb !== 'stop') return undefined;
  if (!asRoot) return { stderr: `Failed to ${verb} ${unit}: Interactive authentication required.\n`, exit: 1 };
  if (verb === 'start') pair.startEngine(side);
  else pair.stopEngine(side);
  return { exit: 0 };
}

/** `mysql -e QUERY`: the status of the replication, and the call records of the imagined customer. */
function mysql(args: readonly string[], side: Side, pair: SipHaPair): ProgramReply {
  const query = args.find((arg) => /^(show|select)/i.test(arg)) ?? '';
  if (/cdr/i.test(query)) return says(String(pair.calls()));
  if (!/^show (slave|replica) status/i.test(query)) {
    return { stderr: 'ERROR 1064 (42000): the practice lab imitates only SHOW SLAVE STATUS and SELECT cdr\n', exit: 1 };
  }
  const runs = pair.mysqlRuns(side);
  return says(
    '*************************** 1. row ***************************',
    `                Slave_IO_State: ${runs ? 'Waiting for master to send event' : ''}`,
    `              Slave_IO_Running: ${runs ? 'Yes' : 'No'}`,
    `             Slave_SQL_Running: ${runs ? 'Yes' : 'No'}`,
    `         Seconds_Behind_Master: ${runs ? '0' : 'NULL'}`,
  );
}

/** `rsync --version`, and `rsync --list-only HOST:.`, which shows that the key of the asterisk user opens the host. */
function rsync(args: readonly string[], side: Side, pair: SipHaPair): ProgramReply {
  if (!pair.hasRsync()) return { stderr: 'rsync: command not found\n', exit: 127 };
  if (!args.includes('--list-only')) return says('rsync  version 3.2.7  protocol version 31');
  return pair.isUp(otherOf(side))
    ? says('drwxr-x---          4,096 2026/11/20 10:12:44 .')
    : {
        stderr: 'ssh: connect to host port 22: No route to host\nrsync error: unexplained error (code 255)\n',
        exit: 255,
      };
}

function says(...lines: readonly string[]): ProgramReply {
  return { stdout: lines.map((line) => `${line}\n`).join(''), exit: 0 };
}
