/** What the Electron preload puts on `window`; absent in a browser. Frames are whole texts, in order. */
export interface HostBridge {
  readonly host: 'electron';
  post(frame: string): void;
  /** Each returns the function that ends the subscription. */
  onFrame(listener: (frame: string) => void): () => void;
  onClose(listener: () => void): () => void;
  /** Path of a file that was dropped on the window or picked; empty where it has none. */
  pathOf(file: File): string;
}

declare global {
  interface Window {
    readonly drillbook?: HostBridge;
  }
}
