import type { Bed } from './bed.ts';
import { addProgram } from './namespace-host.ts';

/** Something that goes wrong at a site; `until`, where it can be put right again while the bed stands. */
interface Trouble {
  readonly title: string;
  readonly begin: (bed: Bed) => void;
  readonly until?: (bed: Bed) => void;
}

/**
 * The firewall of the primary lets the observer through, and a copy of the page that somebody starts by hand serves there
 * as soon as the port is free: closed for one, open for another.
 */
function leaveHalfOpen({ hosts: { primary, observer } }: Bed): void {
  const exception = `s/^ *iifname.*/ip saddr ${observer.address} accept\\n&/`;
  addProgram(primary, 'nft', `#!/bin/sh\nsed '${exception}' | /usr/sbin/nft "$@"\n`);
  const copy = `cd ${primary.folder}/voice; until '${process.execPath}' health.cjs; do sleep 0.1; done`;
  primary.start('stray', ['sh', '-c', copy]);
}

/** By name, as `raise.mjs` takes them. */
export const troubles = {
  'half-open': {
    title: 'The firewall of the primary lets the observer through (before isolate/firewall)',
    begin: leaveHalfOpen,
  },
  stale: {
    title: 'The resolver ns3 keeps the address that it has now, for its TTL',
    begin: ({ names, hosts }) => void names.ask(hosts.ns3),
  },
  'no-primary': {
    title: 'The cable of the primary is pulled',
    begin: ({ network, hosts }) => {
      network.plug(hosts.primary, false);
    },
    until: ({ network, hosts }) => {
      network.plug(hosts.primary, true);
    },
  },
  'no-standby': {
    title: 'The cable of the standby is pulled',
    begin: ({ network, hosts }) => {
      network.plug(hosts.standby, false);
    },
    until: ({ network, hosts }) => {
      network.plug(hosts.standby, true);
    },
  },
  'two-holders': {
    title: 'The standby holds the VIP as well',
    begin: ({ hosts, vip }) => void hosts.standby.run(['ip', 'addr', 'add', `${vip}/24`, 'dev', 'eth0']),
    until: ({ hosts, vip }) => void hosts.standby.run(['ip', 'addr', 'del', `${vip}/24`, 'dev', 'eth0']),
  },
} as const satisfies Readonly<Record<string, Trouble>>;
