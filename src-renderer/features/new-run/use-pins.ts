import { useCallback, useEffect, useState } from 'react';
import type { Person } from '../../../src-shared/run/facts.ts';
import { core } from '../../platform/core.ts';

/** Whether each of these people has set a PIN on this installation; undefined while that is looked up. */
export type Pins = (person: Person | undefined) => boolean | undefined;

export function usePins(people: readonly Person[]): readonly [Pins, () => void] {
  const [known, setKnown] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [round, setRound] = useState(0);
  const key = JSON.stringify(people.map(({ name, organisation = '' }) => ({ name, organisation })));
  useEffect(() => {
    let left = false;
    const asked = JSON.parse(key) as readonly { readonly name: string; readonly organisation: string }[];
    const look = async (): Promise<void> => {
      const found = await Promise.all(
        asked.map(async (person) => [keyOf(person), await core.call('people.hasPin', { person })] as const),
      );
      if (!left) setKnown(new Map(found));
    };
    // What cannot be looked up stays unknown; the link says by itself that it broke.
    look().catch(() => undefined);
    return () => {
      left = true;
    };
  }, [key, round]);
  const again = useCallback(() => {
    setRound((before) => before + 1);
  }, []);
  return [(person) => (person === undefined ? undefined : known.get(keyOf(person))), again];
}

function keyOf({ name, organisation = '' }: Person): string {
  return `${name}\n${organisation}`;
}
