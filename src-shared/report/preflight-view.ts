import type { StepId } from '../base/ids.ts';

/** What was found before the start. */
export interface PreflightView {
  readonly hosts: readonly {
    readonly host: string;
    readonly ok: boolean;
    readonly required: boolean;
    readonly detail: string;
    readonly hostKey?: string;
    readonly hostKeyNew: boolean;
    readonly skewMs?: number;
    readonly sudo?: string;
    readonly accepted?: string;
  }[];
  readonly checks: readonly {
    readonly step: StepId;
    readonly title: string;
    readonly required: boolean;
    readonly result: 'true' | 'false' | 'not-taken';
    readonly detail: string;
    readonly accepted?: string;
  }[];
}
