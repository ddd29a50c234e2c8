import type { RoleId, SubjectId } from '../../../src-shared/base/ids.ts';

/** What each means of signing needs to know. */
export interface MeansProps {
  readonly subject: SubjectId;
  readonly role: RoleId;
}
