import { Type, type Static, type TSchema } from 'typebox';
import type { CaseId, HostId, RoleId, RunId, Sha256, StepId, SubjectId } from '../base/ids.ts';
import type { EvidenceRef, Person } from '../run/facts.ts';

/** Parts of the parameters that windows send. A call takes nothing that is not named here: objects are closed. */
export const closed = { additionalProperties: false } as const;

const id = { type: 'string', minLength: 1, maxLength: 512 } as const;

export const runId = Type.Unsafe<RunId>({ type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$' });
export const stepId = Type.Unsafe<StepId>(id);
export const caseId = Type.Unsafe<CaseId>(id);
export const subjectId = Type.Unsafe<SubjectId>(id);
export const hostId = Type.Unsafe<HostId>(id);
export const hostOrApp = Type.Unsafe<HostId | 'app'>(id);
export const roleId = Type.Unsafe<RoleId>(id);
const sha256 = Type.Unsafe<Sha256>({ type: 'string', pattern: '^[0-9a-f]{64}$' });

/** One line or some paragraphs; a run's journal is no place for a novel. */
export const sentence = Type.String({ minLength: 1, maxLength: 2_000 });
export const prose = Type.String({ maxLength: 64 * 1024 });
export const path = Type.String({ minLength: 1, maxLength: 4096 });
/** ISO 8601 with offset or `Z`. */
export const instant = Type.String({ minLength: 16, maxLength: 40 });
export const language = Type.Union([Type.Literal('en'), Type.Literal('it')]);
export const strings = Type.Record(Type.String(), Type.String({ maxLength: 64 * 1024 }));

export const person = Type.Unsafe<Person>(
  Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 200 }),
      role: Type.Optional(Type.String()),
      organisation: Type.Optional(Type.String({ maxLength: 200 })),
      title: Type.Optional(Type.String({ maxLength: 200 })),
    },
    closed,
  ),
);

export const evidenceRef = Type.Unsafe<EvidenceRef>(
  Type.Object({ sha256, file: path, bytes: Type.Integer({ minimum: 0 }), name: Type.String() }, closed),
);
export const evidence = Type.Unsafe<readonly EvidenceRef[]>(Type.Array(evidenceRef, { maxItems: 100 }));

/** A call without parameters. */
export const nothing = Type.Object({}, closed);

/** The parameters of a map of calls, as types. */
export type ParamsOf<Schemas extends Readonly<Record<string, TSchema>>> = {
  readonly [Name in keyof Schemas]: Static<Schemas[Name]>;
};
