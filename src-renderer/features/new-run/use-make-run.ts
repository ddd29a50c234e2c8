import { useState } from 'react';
import { asId, type RunId } from '../../../src-shared/base/ids.ts';
import { core } from '../../platform/core.ts';
import { useRoute } from '../../state/route-store.ts';
import { useSettings } from '../../state/settings-store.ts';
import { aboutFrom, allowedHosts, namedPeople, type Draft } from './draft.ts';
import { secretsFor, valuesFor, type NewRun } from './use-new-run.ts';

export interface MakeRun {
  readonly making: boolean;
  readonly error: unknown;
  readonly make: () => Promise<void>;
}

/** Freezes the plan into a run, remembers who took part, and goes there. */
export function useMakeRun(run: NewRun, secrets: Readonly<Record<string, string>>, drop: () => Promise<void>): MakeRun {
  const [making, setMaking] = useState(false);
  const [error, setError] = useState<unknown>();
  const go = useRoute((route) => route.go);
  const make = async (): Promise<void> => {
    const { draft, document, planned } = run;
    if (document === undefined || planned.made === undefined || draft.mode === undefined) return;
    setMaking(true);
    setError(undefined);
    try {
      const made = await core.call('run.create', {
        runbook: draft.runbook,
        inventory: draft.inventory,
        set: valuesFor(draft, document),
        secrets: secretsFor(secrets, document),
        mode: draft.mode,
        about: aboutFrom(draft),
        people: Object.fromEntries(
          Object.entries(namedPeople(draft)).filter(([role]) => run.roles.some(({ id }) => id === role)),
        ),
        // Only a rehearsal away from practice has a use for it.
        allowDestructive: draft.mode === 'rehearsal' && !run.practice ? [...allowedHosts(draft)] : [],
        planHash: planned.made.planHash,
        ...(draft.follow === undefined ? {} : { follow: asId<RunId>(draft.follow) }),
      });
      remember(draft);
      await drop();
      go({ screen: 'run', run: made.run, tab: 'prepare' });
    } catch (thrown) {
      setError(thrown);
      setMaking(false);
      // A file that changed meanwhile makes another plan: it is to be looked at again.
      run.planAgain();
    }
  };
  return { making, error, make };
}

/** Who takes a role here is probably who takes it the next time. */
function remember(draft: Draft): void {
  const { people, change } = useSettings.getState();
  const now = namedPeople(draft);
  const others = people.filter(({ role }) => now[role] === undefined);
  const named = Object.entries(now).map(([role, { name, organisation, title }]) => ({
    role,
    name,
    ...(organisation === undefined ? {} : { organisation }),
    ...(title === undefined ? {} : { title }),
  }));
  change({ people: [...others, ...named] });
}
