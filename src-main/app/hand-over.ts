import type { Decision } from '../../src-shared/run/commands.ts';
import type { Clock, Pins } from '../engine/ports.ts';
import type { RunEngine } from '../engine/run-engine.ts';
import type { HandOverRequest } from './open-run.ts';
import { pinHolder, pinRefusal } from './pin-answers.ts';

/**
 * RUN-37: a PIN that is given must be right; both have signed only where both were given. PINs are looked at one after
 * the other, so that a wrong one of the first costs the second no try.
 */
export async function handOver(
  engine: RunEngine,
  pins: Pins,
  clock: Clock,
  { fromPin, toPin, ...given }: HandOverRequest,
): Promise<Decision> {
  const from = engine.state.people[given.role];
  for (const [person, pin] of [[from, fromPin] as const, [given.to, toPin] as const]) {
    if (person === undefined || pin === undefined) continue;
    const answer = await pins.check(pinHolder(person), pin, clock.now());
    const refusal =
      answer === 'not-set' ? `${person.name} has no PIN here yet: it is set first.` : pinRefusal(answer, person);
    if (refusal !== undefined) return { ok: false, refusal };
  }
  // Another window may have been faster: that PIN was another person's.
  if (engine.state.people[given.role] !== from) {
    return { ok: false, refusal: `Somebody else is the ${given.role} since: look again who hands over.` };
  }
  const bothSigned = fromPin !== undefined && toPin !== undefined;
  return engine.command({ type: 'hand-over-role', ...given, bothSigned });
}
