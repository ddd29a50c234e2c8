import { useCallback, useEffect, useRef, useState } from 'react';
import type { Sha256 } from '../../../src-shared/base/ids.ts';
import type { Plan } from '../../../src-shared/plan/plan.ts';
import type { CallParams } from '../../../src-shared/rpc/calls.ts';
import type { MadePlanFault } from '../../../src-shared/rpc/library-calls.ts';
import { core } from '../../platform/core.ts';

export interface ShownPlan {
  readonly plan: Plan;
  readonly planHash: Sha256;
}

export interface Planned {
  /** Something changed that the plan does not have yet. */
  readonly pending: boolean;
  /** The newest plan that could be made; it stays in sight while it is made again. */
  readonly made: ShownPlan | undefined;
  /** Why the newest one could not be made. */
  readonly problems: readonly MadePlanFault[];
  readonly error: unknown;
}

const none: Planned = { pending: false, made: undefined, problems: [], error: undefined };
/** How long nobody has to type before a plan is made. */
const pauseMs = 350;

/** Makes the plan as soon as it can be made, and again after each change, also of the files on disk. */
export function usePlan(params: CallParams<'plan.make'> | undefined): readonly [Planned, () => void] {
  const [planned, setPlanned] = useState<Planned>(none);
  const [round, setRound] = useState(0);
  const key = params === undefined ? '' : JSON.stringify(params);
  const asked = useRef('');
  const again = useCallback(() => {
    setRound((before) => before + 1);
  }, []);
  useEffect(() => {
    let stale = false;
    const show = (next: (before: Planned) => Planned): void => {
      if (!stale) setPlanned(next);
    };
    const make = async (): Promise<void> => {
      asked.current = key;
      if (key === '') {
        show(() => none);
        return;
      }
      try {
        const answer = await core.call('plan.make', JSON.parse(key) as CallParams<'plan.make'>);
        show(() =>
          answer.ok
            ? { ...none, made: { plan: answer.plan, planHash: answer.planHash } }
            : { ...none, problems: answer.problems },
        );
      } catch (error) {
        show(() => ({ ...none, error }));
      }
    };
    const timer = setTimeout(() => void make(), asked.current === '' ? 0 : pauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [key, round]);
  useEffect(() => {
    const changed = core.subscribe('changes', {
      params: () => ({}),
      onItem: ({ what }) => {
        if (what === 'library' || what === 'lab') again();
      },
    });
    const mended = core.onStatus((status) => {
      if (status === 'connected') again();
    });
    return () => {
      void changed.dispose();
      void mended.dispose();
    };
  }, [again]);
  const [seen, setSeen] = useState(key);
  // Set while it is drawn, not after: for no moment may a plan of other values look like the present one.
  if (seen !== key) {
    setSeen(key);
    setPlanned((before) => ({ ...before, pending: key !== '' }));
  }
  return [planned, again];
}
