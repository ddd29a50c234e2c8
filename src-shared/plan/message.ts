import type { SnmpHash, SyslogFacility, SyslogSeverity } from '../runbook/steps/notify-words.ts';
import type { Endpoint } from './world-check.ts';

/**
 * How a `notify` step tells somebody. What is said stands beside it, in the step's `values`: texts that may hold
 * templates, and secrets by their names.
 */
export type PlanMessage =
  | {
      readonly kind: 'mail';
      readonly server: PlanServer;
      readonly security: 'starttls' | 'tls' | 'none';
      /** PEM certificates that are trusted beside those of the system. */
      readonly ca?: string;
    }
  | { readonly kind: 'webhook'; readonly header?: string; readonly ca?: string }
  | {
      readonly kind: 'syslog';
      readonly server: PlanServer;
      readonly transport: 'udp' | 'tcp' | 'tls';
      readonly facility: SyslogFacility;
      readonly severity: SyslogSeverity;
      readonly ca?: string;
    }
  | {
      readonly kind: 'snmp';
      readonly server: PlanServer;
      readonly oid: string;
      /** Asks for a receipt. */
      readonly inform: boolean;
      readonly v3?: { readonly user: string; readonly hash: SnmpHash; readonly engine: string };
    };

/** Where a message goes; of a host the inventory's `ports` count. */
export interface PlanServer {
  readonly at: Endpoint;
  readonly port: number;
}
