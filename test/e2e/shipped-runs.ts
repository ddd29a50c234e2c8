import type { ShippedRun } from './shipped-run.ts';

const quickly = { dark_for: '1s', still_after: '1s' };

/** Every shipped runbook that has a practice lab; each comes to what the command line's tests come to. */
export const shippedRuns: readonly ShippedRun[] = [
  {
    system: 'tvox',
    runbook: 'readiness',
    headline: 'Completed',
  },
  {
    system: 'tvox',
    runbook: 'activation',
    values: quickly,
    headline: 'Completed Accepted with 1 caveat',
    verdicts: '10 PASS, 0 FAIL, 1 OTHER',
  },
  {
    system: 'tvox',
    runbook: 'return',
    before: [
      { do: 'power', host: 'voice-a', to: 'mains' },
      { do: 'power', host: 'voice-b', to: 'mains' },
      { do: 'act', action: 'activate' },
      { do: 'act', action: 'name client' },
    ],
    headline: 'Completed Accepted',
    verdicts: '7 PASS, 0 FAIL, 0 OTHER',
  },
  {
    system: 'sip-ha',
    runbook: 'readiness',
    short: true,
    headline: 'Completed Accepted with 1 caveat',
    verdicts: '6 PASS, 0 FAIL, 1 OTHER',
  },
  {
    system: 'sip-ha',
    runbook: 'failover',
    headline: 'Completed Accepted with 1 caveat',
    verdicts: '7 PASS, 0 FAIL, 1 OTHER',
  },
  {
    system: 'sip-ha',
    runbook: 'failback',
    after: 'failover',
    headline: 'Completed Accepted with 1 caveat',
    verdicts: '7 PASS, 0 FAIL, 1 OTHER',
  },
  {
    system: 'genesys',
    runbook: 'vip-takeover',
    short: true,
    headline: 'Completed',
  },
  {
    system: 'genesys',
    runbook: 'ha-verification',
    headline: 'Completed Accepted with 1 caveat',
    verdicts: '23 PASS, 0 FAIL, 1 OTHER',
  },
  {
    system: 'genesys',
    runbook: 'graceful-migration',
    headline: 'Completed Accepted',
    verdicts: '5 PASS, 0 FAIL, 0 OTHER',
  },
  {
    system: 'genesys',
    runbook: 'site-failure',
    values: { dark_for: '1s' },
    headline: 'Completed Accepted',
    verdicts: '7 PASS, 0 FAIL, 0 OTHER',
  },
  {
    system: 'policyguru',
    runbook: 'backup-check',
    short: true,
    headline: 'Completed',
  },
  {
    system: 'policyguru',
    runbook: 'ea-failover',
    headline: 'Completed Accepted with 1 caveat',
    verdicts: '7 PASS, 0 FAIL, 1 OTHER',
  },
  {
    system: 'policyguru',
    runbook: 'ea-failback',
    after: 'ea-failover',
    headline: 'Completed Accepted with 1 caveat',
    verdicts: '7 PASS, 0 FAIL, 1 OTHER',
  },
  {
    system: 'policyguru',
    runbook: 'fst',
    headline: 'Completed Accepted with 12 caveats',
    verdicts: '116 PASS, 0 FAIL, 12 OTHER',
  },
  {
    system: 'wazo',
    runbook: 'berofos-setup',
    values: { berofos_password: 'practice-4711' },
    headline: 'Completed Accepted',
    verdicts: '2 PASS, 0 FAIL, 0 OTHER',
  },
  {
    system: 'wazo',
    runbook: 'berofos-switch',
    headline: 'Completed Accepted',
    verdicts: '2 PASS, 0 FAIL, 0 OTHER',
  },
  {
    system: 'wazo',
    runbook: 'berofos-reset',
    short: true,
    headline: 'Completed Accepted',
    verdicts: '1 PASS, 0 FAIL, 0 OTHER',
  },
];
