/**
 * What a `copy` step does. The texts of each host stand in its `env`, so that approval, record and run show the same
 * values: `path`, the file on the host, and of an edit `with`.
 */
export type PlanCopy =
  | { readonly kind: 'upload'; readonly file: PlanFile; readonly mode?: string; readonly sudo: boolean }
  | { readonly kind: 'download'; readonly sudo: boolean }
  | { readonly kind: 'edit'; readonly replace: string; readonly sudo: boolean };

/** A file beside the runbook, as it was when the plan was made. A run takes no other. */
export interface PlanFile {
  /** Path below the runbook's folder, with `/`. */
  readonly name: string;
  readonly bytes: number;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Files beside the runbook by the name that its steps give them, or why one cannot be read. */
export type FilesBeside = Readonly<Record<string, PlanFile | { readonly fault: string }>>;

/** Every `copy.upload.from` of a runbook that is valid. */
export function uploadsOf(runbook: {
  readonly phases: readonly PhaseLike[];
  readonly rollback?: { readonly phases: readonly PhaseLike[] };
}): readonly string[] {
  const phases = [...runbook.phases, ...(runbook.rollback?.phases ?? [])];
  const names = phases.flatMap(({ steps }) => (steps ?? []).flatMap(({ copy }) => copy?.upload?.from ?? []));
  return [...new Set(names)];
}

interface PhaseLike {
  readonly steps?: readonly { readonly copy?: { readonly upload?: { readonly from: string } } }[];
}
