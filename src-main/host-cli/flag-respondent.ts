import { asId, type RoleId, type SubjectId } from '../../src-shared/base/ids.ts';
import type { Person } from '../../src-shared/run/facts.ts';
import type { Respondent } from '../app/answers/respondent.ts';

/** `--yes`: the operator approves the plan by its hash, which the report prints as self-approved. */
export function createFlagRespondent(operator: Person): Respondent {
  return {
    async respond(ask, run) {
      if (ask.kind !== 'approval') return { kind: 'none' };
      const decision = await run.sign({
        subject: asId<SubjectId>(ask.id),
        role: asId<RoleId>('operator'),
        person: operator,
        means: 'flag',
        scripted: false,
        evidence: [],
      });
      return decision.ok ? { kind: 'answered' } : { kind: 'refused', text: decision.refusal };
    },
  };
}
