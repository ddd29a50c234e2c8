import type { HostControl, HostPlan, ProgramCall, ProgramReply } from '../lab-system.ts';

const connection = 'Local Area Connection';
const mask = '255.255.255.0';

/**
 * Two hosts with the words of Windows, for practising `netsh` and `ipconfig` by hand. The shell around them is POSIX, as on
 * every host of the lab: what Drillbook runs on Windows is PowerShell, and that is not tried here.
 */
export const windowsHosts: readonly HostPlan[] = [
  { id: 'win-1', name: 'Windows host 1', number: 41, ports: [22], vars: { role: 'primary' }, platform: 'windows' },
  { id: 'win-2', name: 'Windows host 2', number: 42, ports: [22], vars: { role: 'backup' }, platform: 'windows' },
  {
    id: 'win-vip',
    name: 'Virtual IP of the Windows hosts',
    number: 40,
    ports: [],
    vars: { role: 'vip' },
    login: false,
  },
];

interface SavedWindows {
  readonly holders: readonly string[];
  readonly propertiesOpen: readonly string[];
}

/** The Virtual IP on the Windows hosts, and whether somebody has the properties of a network card open there. */
export class GenesysWindows {
  readonly #control: HostControl;
  #holders = new Set(['win-1']);
  #propertiesOpen = new Set<string>();

  constructor(control: HostControl) {
    this.#control = control;
  }

  save(): SavedWindows {
    return { holders: [...this.#holders], propertiesOpen: [...this.#propertiesOpen] };
  }

  restore(saved: unknown): void {
    const { holders, propertiesOpen } = saved as SavedWindows;
    this.#holders = new Set(holders);
    this.#propertiesOpen = new Set(propertiesOpen);
  }

  holders(): readonly string[] {
    return [...this.#holders].sort();
  }

  setProperties(host: string, open: boolean): void {
    if (open) this.#propertiesOpen.add(host);
    else this.#propertiesOpen.delete(host);
  }

  /** `ipconfig` and `netsh interface ip add|delete address …`; undefined for anything else. */
  run({ host, program, args }: ProgramCall): ProgramReply | undefined {
    if (program === 'ipconfig') return this.#ipconfig(host);
    if (program === 'netsh') return this.#netsh(host, args);
    return undefined;
  }

  /** The last address that was added stands first, as in the vendor's example. */
  #ipconfig(host: string): ProgramReply {
    const own = this.#control.address(host);
    const addresses = this.#holders.has(host) ? [this.#control.address('win-vip'), own] : [own];
    return says(
      '',
      'Windows IP Configuration',
      '',
      `Ethernet adapter ${connection}:`,
      '',
      '   Connection-specific DNS Suffix  . :',
      ...addresses.flatMap((address) => [
        `   IPv4 Address. . . . . . . . . . . : ${address}`,
        `   Subnet Mask . . . . . . . . . . . : ${mask}`,
      ]),
      `   Default Gateway . . . . . . . . . : ${own.replace(/\d+$/, '1')}`,
    );
  }

  #netsh(host: string, args: readonly string[]): ProgramReply {
    const [context, family, verb, what, ...rest] = args.map((arg) => arg.toLowerCase());
    const given = new Map(rest.map((arg) => [arg.split('=')[0] ?? '', arg.split('=').slice(1).join('=')]));
    if (context !== 'interface' || family !== 'ip') return refuses('The following command was not found: netsh.');
    if (this.#propertiesOpen.has(host)) return refuses('The requested operation could not be completed.');
    if (verb === 'delete' && what === 'arpcache') return says('Ok.', '');
    if (what !== 'address' || (verb !== 'add' && verb !== 'delete'))
      return refuses('One or more essential parameters were not entered.');
    if (given.get('name') !== connection.toLowerCase()) {
      return refuses('The filename, directory name, or volume label syntax is incorrect.');
    }
    if (given.get('addr') !== this.#control.address('win-vip')) return refuses('Element not found.');
    const there = this.#holders.has(host);
    if (verb === 'add' && there) return refuses('The object already exists.');
    if (verb === 'delete' && !there) return refuses('Element not found.');
    if (verb === 'add') this.#holders.add(host);
    else this.#holders.delete(host);
    return says('');
  }
}

function refuses(words: string): ProgramReply {
  return { ...says(words, ''), exit: 1 };
}

/** Windows ends its lines with CR LF. */
function says(...lines: readonly string[]): ProgramReply {
  return { stdout: lines.map((line) => `${line}\r\n`).join(''), exit: 0 };
}
