import type { PlanNameServer, RecordType } from './world-check.ts';

/** A signed update (RFC 2136): these records replace all of their name and type; then every resolver must give them. */
export interface PlanDnsChange {
  readonly server: PlanNameServer;
  readonly zone: string;
  readonly name: string;
  readonly type: Extract<RecordType, 'A' | 'AAAA' | 'CNAME' | 'SRV' | 'TXT'>;
  /** Seconds. */
  readonly ttl: number;
  readonly set: readonly string[];
  /** Without it the update is sent unsigned. `secret`: the id of the parameter that holds the key, base64. */
  readonly key?: {
    readonly name: string;
    readonly algorithm: 'hmac-sha256' | 'hmac-sha384' | 'hmac-sha512';
    readonly secret: string;
  };
  readonly resolvers: readonly PlanNameServer[];
}
