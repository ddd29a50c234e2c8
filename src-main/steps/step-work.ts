import type { StepWork } from '../engine/ports.ts';
import { createCheckStep, createCheckTaker } from './check-step.ts';
import { createCopyStep, type CopyOutside } from './copy-step.ts';
import { createDnsStep } from './dns-step.ts';
import { createNotifyStep } from './notify-step.ts';
import { previewCopy } from './preview-copy.ts';
import { createHostProbe } from './probe-host.ts';
import { createScriptReader } from './read-script.ts';
import { createRunStep } from './run-step.ts';
import { createWaitStep } from './wait-step.ts';

/**
 * The step kinds that work by themselves, one file each. `manual`, `terminal`, `choose`, `form` and `sign` wait for
 * people: their rules are in src-shared/run.
 */
export function createStepWork(outside: CopyOutside, zone: () => string): StepWork {
  const takeCheck = createCheckTaker(outside);
  return {
    perform: {
      run: createRunStep(outside),
      check: createCheckStep(outside),
      wait: createWaitStep(outside.clock, zone),
      dns: createDnsStep(outside),
      copy: createCopyStep(outside),
      notify: createNotifyStep(outside),
    },
    takeCheck: (context) => (context.step.action.kind === 'copy' ? previewCopy(outside, context) : takeCheck(context)),
    readScript: createScriptReader(outside),
    probeHost: createHostProbe(outside),
  };
}
