import type { RoleId, SubjectId } from '../base/ids.ts';
import { asId } from '../base/ids.ts';
import type { RunState, SignOffState } from '../run/state.ts';
import type { SignatureView } from './model.ts';
import { roleTitle } from './person-words.ts';

type Refusal = RunState['refusals'][number];

/** The signature of a role on a subject as it stands: signed, refused since, voided, or visibly missing. */
export function signatureView(state: RunState, subject: SubjectId, role: RoleId, optional: boolean): SignatureView {
  const all = state.signOffs.filter((one) => one.subject === subject && one.role === role);
  const standing = all.findLast((one) => one.voided === undefined);
  const refusal = state.refusals.findLast((one) => one.subject === subject && one.role === role);
  if (refusal !== undefined && refusal.seq > (standing?.seq ?? 0)) return refusedView(state, refusal);
  if (standing !== undefined) return signedView(state, standing);
  const base = { subject, role, roleTitle: roleTitle(state.plan, role) };
  // What was voided is missing again; the voided signature itself is printed in the history.
  return { ...base, state: optional ? 'absent' : 'missing' };
}

/** Every voided signature and every refusal on a subject, oldest first: nothing is taken out of the record. */
export function signatureHistory(
  state: RunState,
  onSubject: (subject: SubjectId) => boolean,
): readonly SignatureView[] {
  const voided = state.signOffs
    .filter((one) => one.voided !== undefined && onSubject(one.subject))
    .map((one) => ({ seq: one.seq, view: signedView(state, one) }));
  const refused = state.refusals
    .filter((one) => onSubject(one.subject))
    .map((one) => ({ seq: one.seq, view: refusedView(state, one) }));
  return [...voided, ...refused].sort((a, b) => a.seq - b.seq).map(({ view }) => view);
}

function signedView(state: RunState, one: SignOffState): SignatureView {
  const { person } = one;
  return {
    subject: one.subject,
    role: one.role,
    roleTitle: roleTitle(state.plan, one.role),
    state: one.voided === undefined ? 'signed' : 'voided',
    name: person.name,
    ...(person.organisation === undefined ? {} : { organisation: person.organisation }),
    ...(person.title === undefined ? {} : { title: person.title }),
    meaning: one.meaning,
    statement: one.statement,
    signedAt: one.signedAt,
    zone: one.zone,
    means: one.means,
    scripted: one.scripted,
    reauthenticated: one.reauthenticated,
    ...(one.receivedBy === undefined ? {} : { receivedBy: one.receivedBy.name }),
    ...(one.reservation === undefined ? {} : { reservation: one.reservation }),
    ...(one.voided === undefined ? {} : { reason: one.voided }),
    covers: one.covers.result,
    head: one.covers.head,
    ...(one.drawn === undefined ? {} : { drawn: one.drawn }),
  };
}

function refusedView(state: RunState, one: Refusal): SignatureView {
  return {
    subject: one.subject,
    role: one.role,
    roleTitle: roleTitle(state.plan, one.role),
    state: 'refused',
    name: one.by.name,
    ...(one.by.organisation === undefined ? {} : { organisation: one.by.organisation }),
    reason: one.reason,
    signedAt: one.at,
    scripted: one.scripted,
  };
}

/** The final page, for tester and witness; nothing where the run has no case. */
export function finalSignatures(state: RunState): readonly SignatureView[] {
  const hasCases = state.plan.forms.some((form) => form.groups.some((group) => group.cases.length > 0));
  if (!hasCases) return [];
  return (['tester', 'witness'] as const).map((name) => {
    const role: RoleId = asId(name);
    return signatureView(state, asId(`final/sign/${name}`), role, state.plan.people[role]?.optional ?? false);
  });
}

/**
 * Approval and the `sign` steps, signed or not, with what was voided or refused there. The final page of a run with
 * cases has its own blocks: of its signatures only the history stands here.
 */
export function otherSignatures(state: RunState): readonly SignatureView[] {
  const approvals = state.signOffs.filter((one) => one.subject.startsWith('approval/') && one.voided === undefined);
  const final = finalSignatures(state);
  const onFinalPage = new Set<string>(final.map(({ subject }) => subject));
  const steps = state.plan.steps.flatMap((step) => {
    const { action } = step;
    if (action.kind !== 'sign' || onFinalPage.has(step.id)) return [];
    // What only a rollback asks for was never asked: "not signed" would read as a refusal.
    if (step.id.startsWith('rollback/') && state.rollback === undefined) return [];
    return [signatureView(state, asId(step.id), action.who, action.optional)];
  });
  const subjects = new Set<string>([
    ...onFinalPage,
    ...state.plan.steps.filter(({ action }) => action.kind === 'sign').map(({ id }) => id),
  ]);
  const history = signatureHistory(state, (subject) => subject.startsWith('approval/') || subjects.has(subject));
  // A refusal that stands is both the present state and the history: once is enough.
  const shown = history.filter(
    (one) =>
      one.state === 'voided' ||
      ![...steps, ...final].some((step) => step.state === 'refused' && step.signedAt === one.signedAt),
  );
  return [...approvals.map((one) => signedView(state, one)), ...steps, ...shown];
}
