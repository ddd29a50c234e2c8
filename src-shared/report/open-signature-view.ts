import type { StepId } from '../base/ids.ts';

/** A signature that nobody has given; without a required one of the final page, which has no `form`, nothing is accepted. */
export interface OpenSignatureView {
  readonly roleTitle: string;
  readonly required: boolean;
  readonly form?: { readonly id: StepId; readonly title: string };
}
