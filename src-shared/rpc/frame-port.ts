import type { Disposable } from '../base/disposable.ts';

/**
 * One window's line to the core, as a host offers it: frames of text in order, each whole, until it closes. Electron's
 * IPC and a WebSocket are its two adapters; what the frames say is the business of `link-protocol.ts`.
 */
export interface FramePort {
  /** Sends a frame; after the port closed it goes nowhere. */
  post(frame: string): void;
  onFrame(listener: (frame: string) => void): Disposable;
  /** Called once, also for a port that is closed already. */
  onClose(listener: () => void): Disposable;
  close(): void;
}

/** The biggest frame, in UTF-16 units: a screenshot as base64 and some room. A longer one closes the port. */
export const maxFrameLength = 48 * 1024 * 1024;
