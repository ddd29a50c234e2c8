import Store from 'electron-store';

/** A window's place on the desktop, in density-independent pixels. */
export interface WindowPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

interface KeptValues {
  /** JSON that only the page understands. */
  readonly settings: string;
  readonly place: WindowPlace | null;
  /** By their names: encrypted with the system's keychain, as base64. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** What stays on this machine between two starts. */
export type Kept = Store<KeptValues>;

/** Opens the file in the app's own folder; one that cannot be read is begun anew, for nothing in it is a record. */
export function openKept(): Kept {
  return new Store<KeptValues>({
    configFileMode: 0o600,
    clearInvalidConfig: true,
    defaults: { settings: '', place: null, secrets: {} },
  });
}
