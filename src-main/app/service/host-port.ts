import type { Keychain } from '../../engine/ports.ts';

/** What a host (Electron, a browser's server) gives the application behind its windows. */
export interface HostPort {
  readonly kind: 'electron' | 'web';
  /** One JSON text that only windows understand; empty before the first write. */
  readonly settings: { read(): string; write(text: string): void | Promise<void> };
  /** Native pickers; each resolves to an absolute path, or `null` when the person closed it. */
  readonly pick?: {
    file(title: string): Promise<string | null>;
    folder(title: string): Promise<string | null>;
    /** Where to save; `name` is proposed. */
    target(title: string, name: string): Promise<string | null>;
  };
  readonly showInFolder?: (file: string) => void | Promise<void>;
  /** Of this machine's user; absent where the host has none. */
  readonly keychain?: Keychain;
  /** Folder of the shipped runbooks; without it they are looked for above the program's own file. */
  readonly runbooks?: string;
}
