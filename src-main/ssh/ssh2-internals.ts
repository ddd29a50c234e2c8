import type { Client, ClientChannel } from 'ssh2';

/** What we need of ssh2 and it keeps for itself. Where a later version lacks it, we do without. */

/** The name and version that the server announced; empty where it cannot be told. */
export function serverVersion(client: Client): string {
  const version = (client as unknown as { readonly _remoteVer?: unknown })._remoteVer;
  return typeof version === 'string' ? version : '';
}

interface Internals {
  readonly outgoing?: { readonly id?: unknown };
  readonly _client?: { readonly _protocol?: { signal?: (channel: number, name: string) => void } };
}

/**
 * Asks the server to signal the command's process group. `channel.signal` does nothing once the input has ended, though
 * the protocol allows it until the channel is closed. OpenSSH heeds it since 7.9; there is no answer.
 */
export function signalCommand(channel: ClientChannel, name: 'TERM' | 'KILL'): void {
  const { outgoing, _client } = channel as unknown as Internals;
  if (typeof outgoing?.id === 'number') _client?._protocol?.signal?.(outgoing.id, name);
}
