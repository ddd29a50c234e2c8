import { assertNever } from '../../src-shared/base/assert-never.ts';
import type { WorldCheck } from '../../src-shared/plan/world-check.ts';
import type { CheckTaken, HostLookup } from '../engine/ports.ts';
import { takeDnsCheck } from './dns-check.ts';
import { takeHttpCheck } from './http-check.ts';
import { takePingCheck } from './ping-check.ts';
import type { ScriptOutside } from './script-attempt.ts';
import { takeSipCheck } from './sip-check.ts';
import { takeTcpCheck } from './tcp-check.ts';

/**
 * Looks at the world once, as one check says, from each of its vantages. Resolves with `not-taken` where this side could
 * not look.
 */
export async function takeWorldCheck(
  outside: ScriptOutside,
  check: WorldCheck,
  host: HostLookup,
  signal: AbortSignal,
): Promise<CheckTaken> {
  switch (check.kind) {
    case 'tcp':
      return takeTcpCheck(outside, check, host, signal);
    case 'dns':
      return takeDnsCheck(outside, check, host, signal);
    case 'http':
      return takeHttpCheck(outside, check, host, signal);
    case 'ping':
      return takePingCheck(outside, check, host, signal);
    case 'sip':
      return takeSipCheck(outside, check, host, signal);
    default:
      return assertNever(check, 'check kind');
  }
}
