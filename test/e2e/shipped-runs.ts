import type { ShippedRun } from './shipped-run.ts';

/** Every shipped runbook that has a practice lab. `headline` and `verdicts`: what the command line's tests come to as well. */
export const shippedRuns: readonly ShippedRun[] = [
  {
    system: 'sip-ha',
    runbook: 'readiness',
    short: true,
    headline: 'Completed Accepted with 1 caveat',
    verdicts: '7 of 7 verdicts',
  },
];
