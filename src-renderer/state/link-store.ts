import { create } from 'zustand';
import type { AppInfo, Question } from '../../src-shared/rpc/desk-calls.ts';
import type { LinkStatus } from '../platform/core-link.ts';
import { core } from '../platform/core.ts';

interface LinkState {
  readonly status: LinkStatus;
  /** When it broke, milliseconds since 1970; undefined while it holds. */
  readonly lostAt: number | undefined;
  readonly info: AppInfo | undefined;
  /** What the core asks of people now: passwords, passphrases, secrets. */
  readonly questions: readonly Question[];
}

/** The line to the core, and what it says of itself. */
export const useLinkStore = create<LinkState>()(() => ({
  status: core.status,
  lostAt: undefined,
  info: undefined,
  questions: [],
}));

core.onStatus((status) => {
  const lostAt = status === 'connected' ? undefined : (useLinkStore.getState().lostAt ?? Date.now());
  useLinkStore.setState({ status, lostAt });
  if (status === 'connected') void readInfo();
});
core.subscribe('questions', {
  params: () => ({}),
  onItem: (questions) => {
    useLinkStore.setState({ questions });
  },
});

async function readInfo(): Promise<void> {
  const info = await core.call('app.info', {}).catch(() => undefined);
  if (info !== undefined) useLinkStore.setState({ info });
}
