import { dnsClasses, dnsTypes, type DnsRecord } from './dns-wire.ts';

/** Answer codes of RFC 1035 and RFC 2136. */
export const rcodes = {
  noError: 0,
  formErr: 1,
  nxDomain: 3,
  notImp: 4,
  refused: 5,
  yxDomain: 6,
  yxRrset: 7,
  nxRrset: 8,
  notAuth: 9,
  notZone: 10,
} as const;

interface Address {
  readonly address: string;
  /** Seconds. */
  readonly ttl: number;
}
type Records = Readonly<Record<string, Address>>;

/** The code of the first prerequisite of an update (RFC 2136, 3.2) that does not hold; the zone has A records only. */
export function unmetPrerequisite(prerequisites: readonly DnsRecord[], records: Records): number | undefined {
  for (const record of prerequisites) {
    const { type, class: kind } = record;
    const found = records[record.name.toLowerCase()];
    const there = found !== undefined && (type === dnsTypes.A || type === dnsTypes.ANY);
    const anyType = type === dnsTypes.ANY;
    if (kind === dnsClasses.ANY && !there) return anyType ? rcodes.nxDomain : rcodes.nxRrset;
    if (kind === dnsClasses.NONE && there) return anyType ? rcodes.yxDomain : rcodes.yxRrset;
    if (kind === dnsClasses.IN && found?.address !== addressIn(record)) return rcodes.nxRrset;
  }
  return undefined;
}

/**
 * What the changes of an update (RFC 2136, 3.4) make of the names, each once, in its last state; undefined where they
 * ask for what the zone does not take: it has one A record for a name, so adding replaces.
 */
export function changesOf(
  updates: readonly DnsRecord[],
  records: Records,
): ReadonlyMap<string, Address | undefined> | undefined {
  const changes = new Map<string, Address | undefined>();
  for (const record of updates) {
    const name = record.name.toLowerCase();
    const address = addressIn(record);
    if (record.class === dnsClasses.IN) {
      if (address === undefined) return undefined;
      changes.set(name, { address, ttl: record.ttl });
    } else if (record.type !== dnsTypes.A && record.type !== dnsTypes.ANY) continue;
    else if (record.class === dnsClasses.ANY) changes.set(name, undefined);
    else {
      const now = changes.has(name) ? changes.get(name) : records[name];
      if (now !== undefined && now.address === address) changes.set(name, undefined);
    }
  }
  return changes;
}

function addressIn({ type, data }: DnsRecord): string | undefined {
  return type === dnsTypes.A && data.length === 4 ? [...data].join('.') : undefined;
}
