import type { StepWork } from '../engine/ports.ts';
import { createCheckStep, createCheckTaker } from './check-step.ts';
import { createHostProbe } from './probe-host.ts';
import { createScriptReader } from './read-script.ts';
import { createRunStep } from './run-step.ts';
import type { ScriptOutside } from './script-attempt.ts';
import { createWaitStep } from './wait-step.ts';

/**
 * The step kinds that work by themselves, one file each. `manual`, `choose`, `form` and `sign` wait for people: their
 * rules are in src-shared/run. A kind that is in neither list is refused before preflight.
 */
export function createStepWork(outside: ScriptOutside, zone: () => string): StepWork {
  return {
    perform: {
      run: createRunStep(outside),
      check: createCheckStep(outside),
      wait: createWaitStep(outside.clock, zone),
    },
    takeCheck: createCheckTaker(outside),
    readScript: createScriptReader(outside),
    probeHost: createHostProbe(outside),
  };
}
