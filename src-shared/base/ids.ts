declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

/** A step instance: `phase/step`, with `@<host>` where `forEach` made it. Rollback ids begin with `rollback/`. */
export type StepId = Brand<'StepId'>;
/** A host of the inventory, by its key there. */
export type HostId = Brand<'HostId'>;
/** A role of the runbook's `people`: `operator`, `tester`, `witness`, … */
export type RoleId = Brand<'RoleId'>;
/** A case of one form instance: `<form instance>/<group>/<case>`. */
export type CaseId = Brand<'CaseId'>;
/** What a sign-off is about: `<form instance>/sign/<role>`, `final/sign/<role>`, `approval/sign/approver` or a `sign` step. */
export type SubjectId = Brand<'SubjectId'>;
/** A run: `<utc>-<runbook>-<4 hex>`, also the name of its folder. */
export type RunId = Brand<'RunId'>;
/** 64 lower-case hexadecimal digits. */
export type Sha256 = Brand<'Sha256'>;

/** Names a string as an id. The caller has checked it, or it comes from a document that was checked. */
export function asId<Id extends string>(text: string): Id {
  return text as Id;
}
