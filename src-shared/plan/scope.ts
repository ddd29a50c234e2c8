import type { HostId } from '../base/ids.ts';

/** What a text may name at one place: the `forEach` hosts of the instance, and the host whose turn it is. */
export interface Scope {
  readonly bindings: Readonly<Record<string, HostId>>;
  readonly host?: HostId;
}

export const noScope: Scope = { bindings: {} };
