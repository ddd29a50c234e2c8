import { messageOf } from '../../src-shared/base/drill-error.ts';
import type { Sha256 } from '../../src-shared/base/ids.ts';
import type { Plan } from '../../src-shared/plan/plan.ts';
import { evolve, initialState } from '../../src-shared/run/evolve.ts';
import type { SignOff } from '../../src-shared/run/facts.ts';
import type { JournalRecord } from '../../src-shared/run/record.ts';
import { evidenceOf, resultText } from '../../src-shared/run/result.ts';
import type { RunState } from '../../src-shared/run/state.ts';
import { sha256 } from './check-journal.ts';
import type { VerifyProblem } from './verification.ts';

interface Signature {
  readonly record: number;
  readonly signOff: SignOff;
}

/**
 * Replays the facts on the plan, and checks every signature against what stood in the record when it was given: the
 * plan, the results, the evidence and the head that it names. Stops at the first fact that cannot be replayed.
 */
export function checkReplay(plan: Plan, planHash: Sha256, records: readonly JournalRecord[]): readonly VerifyProblem[] {
  const problems: VerifyProblem[] = [];
  let record = 1;
  try {
    let state = initialState(plan, planHash);
    const byHead = signaturesByHead(records);
    for (const event of records) {
      record = event.seq;
      if ((event.type === 'run-created') !== (event.seq === 1)) {
        problems.push({ record, what: `The record is “${event.type}”: a run is created once, in its first record.` });
      }
      // Before the fact: a signature is over the state that its signer saw.
      problems.push(...checkAt(byHead, state, planHash));
      state = evolve(state, event);
    }
    for (const [head, signatures] of byHead) {
      // What is left names a head that never was one, or came later than the signature.
      problems.push(
        ...signatures.map((one) => ({ record: one.record, what: signedOver(one, `the journal’s head ${head}`) })),
      );
    }
  } catch (cause) {
    problems.push({ record, what: `The record cannot be replayed: ${messageOf(cause)}.` });
  }
  return problems;
}

function signaturesByHead(records: readonly JournalRecord[]): Map<Sha256, Signature[]> {
  const byHead = new Map<Sha256, Signature[]>();
  for (const { type, seq, data } of records) {
    if (type !== 'signed-off') continue;
    const { head } = data.covers;
    byHead.set(head, [...(byHead.get(head) ?? []), { record: seq, signOff: data }]);
  }
  return byHead;
}

/** Checks, and takes out, the signatures that were given when the run stood in `state`. */
function checkAt(byHead: Map<Sha256, Signature[]>, state: RunState, planHash: Sha256): readonly VerifyProblem[] {
  const signatures = byHead.get(state.head) ?? [];
  // Two records have one hash only if somebody made them so; the first is the one that was signed over.
  const due = signatures.filter(({ record }) => record > state.seq);
  if (due.length > 0)
    byHead.set(
      state.head,
      signatures.filter((one) => !due.includes(one)),
    );
  return due.flatMap((one) =>
    differences(one.signOff, state, planHash).map((what) => ({ record: one.record, what: signedOver(one, what) })),
  );
}

/** The signed hashes are made anew from the record, as they were made when the person signed. */
function differences({ subject, covers }: SignOff, state: RunState, planHash: Sha256): readonly string[] {
  const evidence = evidenceOf(state, subject);
  return [
    ...(covers.planHash === planHash ? [] : [`the plan ${covers.planHash}`]),
    ...(covers.result === sha256(resultText(state, subject)) ? [] : [`the results ${covers.result}`]),
    ...(covers.evidence.join() === evidence.join() ? [] : ['other evidence']),
  ];
}

function signedOver({ signOff }: Signature, what: string): string {
  return `The signature of ${signOff.person.name} on ${signOff.subject} is over ${what}: that is not what stood there.`;
}
