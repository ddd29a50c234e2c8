import { useState } from 'react';
import type { Person } from '../../../src-shared/run/facts.ts';
import { core } from '../../platform/core.ts';
import { useCall } from '../../state/use-call.ts';
import { pinFault, type PinFieldsProps } from '../../ui/pin-fields.tsx';
import { pinTexts } from '../../ui/pin-texts.ts';
import { useTexts } from '../../ui/use-texts.ts';

export interface OwnPin {
  readonly fields: PinFieldsProps;
  /** Why it cannot be sent as it stands; undefined when it can. */
  readonly fault: string | undefined;
  /** Keeps a new one, which its person has typed twice. Throws what the core says of it. */
  readonly keep: () => Promise<void>;
  /** Typed anew: what was wrong is never sent again by itself. */
  readonly clear: () => void;
}

/** The PIN of one person, as it is typed: set where there is none yet. */
export function useOwnPin(person: Person): OwnPin {
  const words = useTexts(pinTexts);
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  // The core asks for a name; while none is typed, nobody is looked up.
  const named = { ...person, name: person.name === '' ? '-' : person.name };
  const [has, reload] = useCall('people.hasPin', { person: named });
  const known = has.kind === 'there' ? has.value : undefined;
  // What is shown while a name is typed may still be of the name before.
  const current = has.kind === 'there' && !has.reloading && person.name !== '';
  return {
    fields: { name: person.name, known, pin, again, onPin: setPin, onAgain: setAgain },
    fault: current ? pinFault(words, { known, pin, again }) : '',
    keep: async () => {
      if (known !== false) return;
      await core.call('people.setPin', { person, pin });
      reload();
    },
    clear: () => {
      setPin('');
      setAgain('');
    },
  };
}
