import { createSecretKey } from 'node:crypto';
import type { Duplex } from 'node:stream';
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

interface Ciphers {
  readonly _protocol?: { readonly _cipher?: { _encKey?: unknown }; readonly _decipher?: { _decipherKey?: unknown } };
}

/**
 * With AES-GCM, ssh2 makes a cipher for each packet: a key that Node knows already costs it 5 us, one that comes as bytes
 * 20 us. Once logged in; the keys of a later rekey come as bytes again, which is only slower.
 */
export function makeKeysKnown(client: Client): void {
  const { _cipher, _decipher } = (client as unknown as Ciphers)._protocol ?? {};
  if (Buffer.isBuffer(_cipher?._encKey)) _cipher._encKey = createSecretKey(_cipher._encKey);
  if (Buffer.isBuffer(_decipher?._decipherKey)) _decipher._decipherKey = createSecretKey(_decipher._decipherKey);
}

/**
 * ssh2 writes each packet in three pieces, which would be three calls to the system and three wake-ups of the server.
 * What one turn writes goes out together at its end; order and back pressure stay as they are.
 */
export function joinWrites(socket: Duplex): void {
  const write = socket.write.bind(socket) as (bytes: Uint8Array) => boolean;
  let joining = false;
  socket.write = (bytes: Uint8Array): boolean => {
    if (!joining) {
      joining = true;
      socket.cork();
      queueMicrotask(() => {
        joining = false;
        socket.uncork();
      });
    }
    return write(bytes);
  };
}

/**
 * The exit status or the signal's name that came before anybody could listen: a server may send its answer and the end of
 * the command in one write, and ssh2 announces both before whoever asked for the channel has it in hand.
 */
export function earlierExit(channel: ClientChannel): readonly [code: number | null, signal?: string] | undefined {
  const { code, signal } =
    (channel as unknown as { readonly _exit?: { code?: unknown; signal?: unknown } })._exit ?? {};
  if (code === null && typeof signal === 'string') return [null, signal];
  return typeof code === 'number' ? [code] : undefined;
}
