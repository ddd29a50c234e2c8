import type { HostId } from '../base/ids.ts';

/** `app` is the machine that runs Drillbook. */
export type Vantage = 'app' | HostId;

/** A place to connect to: a host of the inventory, or a literal address. */
export type Endpoint = { readonly host: HostId } | { readonly address: string };

/** What is looked at, and from where: every value is known when the plan is made. */
export type WorldCheck =
  | {
      readonly kind: 'tcp';
      readonly from: readonly Vantage[];
      readonly to: readonly Endpoint[];
      readonly ports: readonly number[];
      readonly is: 'open' | 'closed';
      readonly control?: { readonly to: readonly Endpoint[]; readonly port: number };
    }
  | { readonly kind: 'http'; readonly from: readonly Vantage[]; readonly details: PlanHttp }
  | { readonly kind: 'dns'; readonly from: readonly Vantage[]; readonly details: PlanLookup }
  | { readonly kind: 'sip'; readonly from: readonly Vantage[]; readonly details: PlanSip }
  | { readonly kind: 'ping'; readonly from: readonly Vantage[]; readonly details: PlanPing };

/** A GET. Where `to` stands the connection goes there, whatever the name in the URL resolves to. */
export interface PlanHttp {
  readonly url: string;
  readonly to?: readonly Endpoint[];
  readonly follow: boolean;
  readonly verify: boolean;
  readonly status: readonly number[];
  /** Looked for in the first MiB of the body. */
  readonly contains?: string;
}

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'SRV' | 'NAPTR' | 'MX' | 'TXT' | 'PTR' | 'NS' | 'SOA';

/** A name server; of a host from the app the port of its `ports` counts. */
export interface PlanNameServer {
  readonly at: Endpoint;
  readonly port: number;
}

/** A DNS query that every resolver is asked; `equals` is a set. */
export interface PlanLookup {
  readonly name: string;
  readonly type: RecordType;
  readonly resolvers: readonly PlanNameServer[];
  readonly equals: readonly string[];
}

/** A SIP OPTIONS request. */
export interface PlanSip {
  readonly to: readonly Endpoint[];
  readonly port: number;
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly status: readonly number[];
  readonly verify: boolean;
  /** PEM certificates that are trusted beside those of the system. */
  readonly ca?: string;
  /** `secret`: the id of the parameter that holds the password. */
  readonly auth?: { readonly user: string; readonly secret: string };
}

export interface PlanPing {
  readonly to: readonly Endpoint[];
}
