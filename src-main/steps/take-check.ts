import { assertNever } from '../../src-shared/base/assert-never.ts';
import { DrillError } from '../../src-shared/base/drill-error.ts';
import type { WorldCheck } from '../../src-shared/plan/world-check.ts';
import type { CheckTaken, HostLookup } from '../engine/ports.ts';
import { takeDnsCheck } from './dns-check.ts';
import { takeHttpCheck } from './http-check.ts';
import { takePingCheck } from './ping-check.ts';
import type { ScriptOutside } from './script-attempt.ts';
import { takeTcpCheck } from './tcp-check.ts';

/**
 * Looks at the world once, as one check says, from each of its vantages. Resolves with `not-taken` where this side could
 * not look. Throws DrillError `plan.no-executor` for a kind that this version cannot take.
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
      throw new DrillError('plan.no-executor', `A check of kind ${check.kind} cannot be taken by this version`);
    default:
      return assertNever(check, 'check kind');
  }
}
