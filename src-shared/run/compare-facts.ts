import type { HostId } from '../base/ids.ts';

/** When declared values are taken: before the change, at its end, at the end of its rollback. */
export const compareMoments = ['before', 'after', 'rolled-back'] as const;
export type CompareMoment = (typeof compareMoments)[number];

/** A declared value of one host, or why it could not be had. */
export interface CompareTaken {
  readonly id: string;
  readonly when: CompareMoment;
  readonly host: HostId;
  readonly value?: string;
  readonly problem?: string;
}
