import { assertNever } from '../base/assert-never.ts';
import { asId, type CaseId, type StepId } from '../base/ids.ts';
import type { Fact, FactData } from './facts.ts';
import type { CaseState, RunState } from './state.ts';

export type FormFact = Extract<
  Fact,
  {
    readonly type:
      | 'evidence-taking'
      | 'evidence-taken'
      | 'verdict-given'
      | 'caveat-agreed'
      | 'comment-written'
      | 'signed-off'
      | 'sign-off-refused'
      | 'sign-off-voided'
      | 'note-added';
  }
>;

/** Facts about cases, signatures and notes. */
export function evolveForms(state: RunState, fact: FormFact): RunState {
  const { at, seq } = state;
  switch (fact.type) {
    case 'evidence-taking':
      return withCase(state, fact.data.case, (one) => ({
        ...one,
        evidencePending: [...one.evidencePending, fact.data.host],
      }));
    case 'evidence-taken':
      return withCase(state, fact.data.case, (one) => ({
        ...one,
        evidencePending: one.evidencePending.filter((host) => host !== fact.data.host),
        evidence: [...one.evidence, { ...fact.data, at }],
      }));
    case 'verdict-given':
      return withCase(state, fact.data.case, ({ agreed: _, ...one }) => ({
        ...one,
        verdicts: [...one.verdicts, { ...fact.data, at }],
        // A new verdict starts without the agreement that an older caveat had.
        ...(fact.data.agreedBy === undefined ? {} : { agreed: fact.data.agreedBy }),
      }));
    case 'caveat-agreed':
      return withCase(state, fact.data.case, (one) => ({ ...one, agreed: fact.data.agreedBy }));
    case 'comment-written':
      return { ...state, comments: { ...state.comments, [`${fact.data.kind}:${fact.data.subject}`]: fact.data } };
    case 'signed-off':
      return {
        ...state,
        signOffs: [...state.signOffs, { ...fact.data, seq, at }],
        ...approvalOf(state, fact.data.subject),
      };
    case 'sign-off-refused':
      return { ...state, refusals: [...state.refusals, { ...fact.data, at, seq }] };
    case 'sign-off-voided':
      return reopenGate(state, fact.data);
    case 'note-added':
      return { ...state, notes: [...state.notes, { ...fact.data, at }] };
    default:
      return assertNever(fact, 'form fact');
  }
}

/** A signature that fell opens its gate again, and with it a run that had ended well. */
function reopenGate(state: RunState, { subject, signOff, because }: FactData['sign-off-voided']): RunState {
  const signOffs = state.signOffs.map((one) => (one.seq === signOff ? { ...one, voided: because } : one));
  const own = state.steps.get(asId<StepId>(subject));
  const gate = own ?? state.steps.get(asId<StepId>(subject.slice(0, subject.lastIndexOf('/sign/'))));
  if (gate?.state !== 'passed') return { ...state, signOffs };
  const { endedAt: _, ...open } = gate;
  const steps = state.steps.with(gate.id, { ...open, state: 'needs-person', why: `signature void: ${because}` });
  if (state.name !== 'completed') return { ...state, signOffs, steps };
  const { endedAt: __, outcome: ___, ...rest } = state;
  return { ...rest, signOffs, steps, name: 'running', why: `open again: ${because}` };
}

/** The sign-off on the plan is the approval. */
function approvalOf(state: RunState, subject: string): Partial<RunState> {
  const open = state.name === 'draft' || state.name === 'preflight';
  return open && subject.startsWith('approval/') ? { name: 'approved', why: 'the plan is approved' } : {};
}

function withCase(state: RunState, id: CaseId, change: (one: CaseState) => CaseState): RunState {
  const one = state.cases.get(id);
  return one === undefined ? state : { ...state, cases: state.cases.with(id, change(one)) };
}
