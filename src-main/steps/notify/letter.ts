import { rootCertificates } from 'node:tls';
import type { PlanMessage, PlanServer } from '../../../src-shared/plan/message.ts';
import type { Clock, HostLookup } from '../../engine/ports.ts';

/** One message on its way: its texts are final, secrets included. */
export interface Letter<Kind extends PlanMessage['kind'] = PlanMessage['kind']> {
  readonly message: Extract<PlanMessage, { readonly kind: Kind }>;
  readonly values: Readonly<Record<string, string>>;
  readonly run: string;
  readonly step: string;
  readonly title: string;
  readonly host: HostLookup;
  readonly clock: Clock;
  /** Aborted when a person stops the step, or its time is over. */
  readonly signal: AbortSignal;
  /** For the record; secrets are masked by whoever writes it. */
  readonly say: (line: string) => Promise<void>;
}

/** What became of it. `unknown`: it may have arrived, and no answer said so. */
export interface Delivery {
  readonly outcome: 'passed' | 'failed' | 'unknown';
  readonly why: string;
}

/** Where a server is really reached from here: the port after the inventory's `ports`. */
export function reached(
  { at, port }: PlanServer,
  host: HostLookup,
): { readonly address: string; readonly port: number } {
  if ('address' in at) return { address: at.address, port };
  const { address, ports } = host(at.host);
  return { address, port: ports[String(port)] ?? port };
}

/** A text that says of itself where it is only practice: whoever reads it at night must not start a car. */
export function worded(values: Letter['values'], key: 'text' | 'subject'): string {
  const text = values[key] ?? '';
  return values['mode'] === 'rehearsal' ? `[rehearsal] ${text}` : text;
}

/** Certificates to trust: those that Node brings along and one's own. */
export function trusted(ca: string | undefined): { readonly ca?: string[] } {
  return ca === undefined ? {} : { ca: [...rootCertificates, ca] };
}
