import type { Person } from '../../src-shared/run/facts.ts';
import type { PinAnswer, Pins } from '../engine/ports.ts';

/** Under which name a person's PIN is kept. */
export function pinHolder({ name, organisation = '' }: Person): Parameters<Pins['known']>[0] {
  return { name, organisation };
}

/** Why a PIN does not prove who gave it; nothing where it is right, and where there is none to compare it with. */
export function pinRefusal(answer: PinAnswer, person: Person): string | undefined {
  if (answer === 'wrong')
    return `That is not the PIN of ${person.name}; after five wrong tries it is locked for 5 minutes.`;
  if (typeof answer === 'object') {
    return `The PIN of ${person.name} is locked for another ${Math.ceil(answer.lockedForMs / 1000)} s.`;
  }
  return undefined;
}
