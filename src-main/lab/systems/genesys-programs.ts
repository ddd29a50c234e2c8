import type { HostControl, ProgramCall, ProgramReply } from '../lab-system.ts';
import { alarms, applications, hostOf, managementHost, type Application, type GenesysPair } from './genesys-pair.ts';
import type { GenesysPeer } from './genesys-peer.ts';

/** `scs-ctl` is the lab's own stand-in for the Solution Control Interface, not a program of the product. */
export const genesysPrograms: readonly string[] = ['ifconfig', 'ip', 'ping', 'scs-ctl'];

/** The one network card of each host, and the label of the VIP on it. */
const card = 'eth0';
const label = 'eth0:1';
/** Its hardware address, the same for every host: nobody looks it up. */
const hardware = '02:42:7f:2a:01:0b';

interface Site {
  readonly pair: GenesysPair;
  readonly peer: GenesysPeer;
  readonly control: HostControl;
}

/** Runs a program of `genesysPrograms`; undefined for anything else. */
export function runGenesysProgram(call: ProgramCall, site: Site): ProgramReply | undefined {
  switch (call.program) {
    case 'ifconfig':
      return ifconfig(call, site);
    case 'ip':
      return ip(call, site);
    case 'ping':
      return ping(call, site);
    case 'scs-ctl':
      return scs(call, site);
    default:
      return undefined;
  }
}

function applicationOn(host: string): Application | undefined {
  return applications.find((one) => hostOf[one] === host);
}

function hasVip(host: string, { pair }: Site): boolean {
  const application = applicationOn(host);
  return application !== undefined && pair.holders().includes(application);
}

/** `ifconfig [-a] [CARD]`, `ifconfig eth0:1 ADDRESS [netmask MASK] up`, `ifconfig eth0:1 down`, with the words of net-tools. */
function ifconfig({ host, args, asRoot }: ProgramCall, site: Site): ProgramReply {
  const words = args.filter((arg) => arg !== '-a');
  const [name = '', ...rest] = words;
  const application = applicationOn(host);
  if (rest.length === 0) {
    if (name !== '' && name !== card && name !== label) {
      return { stderr: `${name}: error fetching interface information: Device not found\n`, exit: 1 };
    }
    const shown = [card, label].filter((one) => name === '' || one === name);
    return { stdout: shown.map((one) => cardText(one, host, site)).join(''), exit: 0 };
  }
  const state = rest.at(-1);
  if (application === undefined || name !== label || (state !== 'up' && state !== 'down')) {
    return { stderr: `ifconfig: the practice lab imitates only ${label} ADDRESS up and ${label} down\n`, exit: 1 };
  }
  if (!asRoot) return { stderr: 'SIOCSIFADDR: Operation not permitted\n', exit: 255 };
  if (state === 'down' && !hasVip(host, site)) {
    return { stderr: `SIOCSIFFLAGS: Cannot assign requested address\n`, exit: 255 };
  }
  if (state === 'up' && rest[0] !== site.control.address('vip')) {
    return { stderr: `ifconfig: the practice lab knows one Virtual IP, ${site.control.address('vip')}\n`, exit: 1 };
  }
  site.pair.setVip(application, state);
  return { exit: 0 };
}

function cardText(name: string, host: string, site: Site): string {
  const flags = `${name}: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500\n`;
  const line = (address: string): string =>
    `        inet ${address}  netmask 255.255.255.0  broadcast ${address.replace(/\d+$/, '255')}\n`;
  if (name === card)
    return `${flags}${line(site.control.address(host))}        ether ${hardware}  txqueuelen 1000  (Ethernet)\n\n`;
  return hasVip(host, site) ? `${flags}${line(site.control.address('vip'))}\n` : '';
}

/** `ip [-o] [-4] addr [show]`, `ip addr add|del ADDRESS/MASK dev eth0 …`, with the words of iproute2. */
function ip({ host, args, asRoot }: ProgramCall, site: Site): ProgramReply {
  const [object = '', verb = 'show', address = ''] = args.filter((arg) => !arg.startsWith('-'));
  const application = applicationOn(host);
  if (!'address'.startsWith(object) || object === '') return onlyImitated();
  if (verb === 'show' || verb === 'list') {
    return says(...addressLines(host, args.includes('-o'), site));
  }
  if (application === undefined || !address.startsWith(`${site.control.address('vip')}/`)) return onlyImitated();
  if (!asRoot) return { stderr: 'RTNETLINK answers: Operation not permitted\n', exit: 2 };
  const there = hasVip(host, site);
  if (verb === 'add' && there) return { stderr: 'RTNETLINK answers: File exists\n', exit: 2 };
  if (verb === 'del' && !there) return { stderr: 'RTNETLINK answers: Cannot assign requested address\n', exit: 2 };
  site.pair.setVip(application, verb === 'add' ? 'up' : 'down');
  return { exit: 0 };
}

/** The card and its addresses; `-o` puts each address on one line, as scripts want it. */
function addressLines(host: string, isOneLine: boolean, site: Site): readonly string[] {
  const life = 'valid_lft forever preferred_lft forever';
  const broadcast = (address: string): string => address.replace(/\d+$/, '255');
  const inet = (address: string, name: string): string =>
    `inet ${address}/24 brd ${broadcast(address)} scope global ${name}`;
  const addresses = [
    inet(site.control.address(host), card),
    ...(hasVip(host, site) ? [inet(site.control.address('vip'), `secondary ${label}`)] : []),
  ];
  if (isOneLine) return addresses.map((address) => `2: ${card}    ${address}\\       ${life}`);
  return [
    `2: ${card}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000`,
    `    link/ether ${hardware} brd ff:ff:ff:ff:ff:ff`,
    ...addresses.flatMap((address) => [`    ${address}`, `       ${life}`]),
  ];
}

function onlyImitated(): ProgramReply {
  return { stderr: 'ip: the practice lab imitates only: ip addr show, ip addr add|del VIP/MASK dev eth0\n', exit: 1 };
}

/** `ping [-c N] [-W S] ADDRESS`: the VIP answers where the SIP network sees a holder, a host while it is attached. */
function ping({ host, args }: ProgramCall, site: Site): ProgramReply {
  const valued = ['-c', '-W', '-w', '-i'];
  const target = args.find((arg, at) => !arg.startsWith('-') && !valued.includes(args[at - 1] ?? '')) ?? '';
  const { control, pair } = site;
  const known = [...Object.values(hostOf), managementHost, 'vip'].find(
    (one) => one === target || control.address(one) === target,
  );
  const application = known === undefined ? undefined : applicationOn(known);
  const answers =
    known === 'vip'
      ? hasVip(host, site) || pair.visibleHolders().length > 0
      : application === undefined
        ? known !== undefined
        : pair.server(application).link !== 'disconnected' && control.power(hostOf[application]) !== 'off';
  const head = `PING ${target} (${target}) 56(84) bytes of data.`;
  const statistics = `--- ${target} ping statistics ---`;
  return answers
    ? says(
        head,
        `64 bytes from ${target}: icmp_seq=1 ttl=64 time=0.412 ms`,
        '',
        statistics,
        '1 packets transmitted, 1 received, 0% packet loss, time 0ms',
        'rtt min/avg/max/mdev = 0.412/0.412/0.412/0.000 ms',
      )
    : { ...says(head, '', statistics, '1 packets transmitted, 0 received, 100% packet loss, time 0ms'), exit: 1 };
}

/** `scs-ctl modes | peer | keep-off | release`, and for the lab's hands: `switchover | stop APP | start APP | alarm ALARM`. */
function scs({ host, args }: ProgramCall, { pair, peer }: Site): ProgramReply {
  const [verb, name] = args;
  if (verb === 'peer' && (host === managementHost || host === 'peer')) return peerText(peer);
  if (host !== managementHost) return { stderr: `scs-ctl: there is no SCS on ${host}\n`, exit: 1 };
  const application = applications.find((one) => one === name);
  const alarm = alarms.find((one) => one === name);
  if (verb === 'keep-off' || verb === 'release') {
    peer.keepConfigOfSiteOneOff(verb === 'keep-off');
    return says(`Configuration Server of site 1: ${verb === 'keep-off' ? 'kept off' : 'released'}`);
  }
  if (verb === 'modes') return says(...applications.map((one) => modeLine(one, pair)));
  if (verb === 'switchover') {
    return pair.switchOver() ? says('switchover requested') : { stderr: 'switchover refused\n', exit: 1 };
  }
  if (verb === 'stop' && application !== undefined) {
    pair.stop(application);
    return says(`${application} stopped`);
  }
  if (verb === 'start' && application !== undefined) {
    pair.start(application);
    return says(`${application} started`);
  }
  if (verb === 'alarm' && alarm !== undefined) {
    pair.raise(alarm);
    return says(`${alarm} tested`);
  }
  return {
    stderr: 'usage: scs-ctl modes | peer | keep-off | release | switchover | stop APP | start APP | alarm ALARM\n',
    exit: 2,
  };
}

function modeLine(application: Application, pair: GenesysPair): string {
  const { running, mode } = pair.server(application);
  if (!pair.isManaged(application)) return `${application} ${hostOf[application]} unknown unknown`;
  return `${application} ${hostOf[application]} ${running ? `running ${mode}` : 'stopped none'}`;
}

function peerText(peer: GenesysPeer): ProgramReply {
  const { gatewaysToSite2, routingToSite2, server, agents, calls, refused, configServer } = peer.state();
  return says(
    `gateways_to_site2: ${gatewaysToSite2 ? 'yes' : 'no'}`,
    `routing_to_site2: ${routingToSite2 ? 'yes' : 'no'}`,
    `sip_server_site2: ${server}`,
    `agents_site1: ${String(agents.site1)}`,
    `agents_site2: ${String(agents.site2)}`,
    `calls_site2: ${String(calls)}`,
    `refused_site2: ${String(refused)}`,
    `config_server_site1: ${configServer.site1}`,
    `config_server_site2: ${configServer.site2}`,
  );
}

function says(...lines: readonly string[]): ProgramReply {
  return { stdout: lines.map((line) => `${line}\n`).join(''), exit: 0 };
}
